-- What did everybody asked in the chosen quarters say, each counted once? One row.
with

counted as (

    select
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'passive') as passives,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses,
        count(*) filter (where outcome = 'answered') as answered,
        count(*) filter (where outcome = 'partial') as partly_answered,
        count(*) filter (where outcome = 'refused') as refused,
        count(*) filter (where outcome = 'no_contact') as not_reached,
        count(*) as invited
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        recommend_scale = $scale
        and list_contains($quarters, quarter_start)

)

select
    *,
    metrics.reading(responses) as reading,
    case
        when metrics.reading(responses) != 'hidden'
            then metrics.nps(promoters, detractors, responses)
    end as nps,
    metrics.nps_bound(promoters, detractors, responses, -1) as nps_low,
    metrics.nps_bound(promoters, detractors, responses, 1) as nps_high,
    metrics.response_rate(answered, invited) as response_rate
from counted
