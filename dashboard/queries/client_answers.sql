-- What did the client $client answer to surveys? One row per answer, the newest first.
select
    submitted_date,
    recommend_score,
    recommend_scale,
    reason,
    improvement,
    branch,
    staff
from marts.fct_survey_responses
where client_key = $client and outcome in ('answered', 'partial')
order by submitted_at desc, response_id asc
