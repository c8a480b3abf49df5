-- What did all answers of the chosen quarters on the scale $scale come to, each once? One row.
with

counted as (

    select
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'passive') as passives,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
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
    metrics.nps_bound(promoters, detractors, responses, 1) as nps_high
from counted
