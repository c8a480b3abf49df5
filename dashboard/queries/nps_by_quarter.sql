-- How did the score move? One row per quarter with enough answers on the scale $scale.
with

counted as (

    select
        quarter_start,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where recommend_scale = $scale
    group by quarter_start

)

select
    dim_quarters.quarter_name,
    counted.responses,
    metrics.nps(counted.promoters, counted.detractors, counted.responses) as nps,
    metrics.nps_bound(counted.promoters, counted.detractors, counted.responses, -1) as nps_low,
    metrics.nps_bound(counted.promoters, counted.detractors, counted.responses, 1) as nps_high
from counted
inner join marts.dim_quarters
    on counted.quarter_start = dim_quarters.quarter_start
where metrics.reading(counted.responses) != 'hidden'
order by counted.quarter_start
