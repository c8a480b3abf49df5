-- What did the client $client answer to surveys? One row per answer, the newest first.
select
    submitted_date,
    recommend_score,
    recommend_scale,
    reason,
    improvement,
    outcome,
    branch,
    staff
from marts.fct_survey_responses
where client_key = $client
order by submitted_at desc, response_id asc
