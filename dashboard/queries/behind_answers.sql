-- Who answered in $month on the scale $scale, and with what? One row per answer with a score.
select
    contacts.client_name,
    contacts.phone,
    answers.branch,
    answers.submitted_date,
    answers.recommend_score,
    answers.reason,
    count(*) over () as listed
from metrics.responses_of($branches, $client_types, $categories, $services, $staff) as answers
left join marts.client_contacts as contacts
    on answers.client_key = contacts.client_key
where
    answers.month_start = $month
    and answers.recommend_scale = $scale
    and answers.nps_group is not null
order by answers.recommend_score asc, answers.response_id asc
limit $most
