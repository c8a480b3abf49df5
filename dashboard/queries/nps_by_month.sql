-- Would clients recommend the salon? One row per month with answers on the scale $scale.
with

counted as (

    select
        month_start,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        recommend_scale = $scale
        and month_start between $month - interval 24 month and $month
    group by month_start

)

select
    month_start,
    responses,
    metrics.reading(responses) as reading,
    case
        when metrics.reading(responses) != 'hidden'
            then metrics.nps(promoters, detractors, responses)
    end as nps
from counted
order by month_start
