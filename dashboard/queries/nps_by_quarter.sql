-- How did the score move? One row per quarter with enough answers on the scale $scale.
with

sliced_responses as (

    select *
    from marts.fct_survey_responses
    where
        ($branches is null or list_contains($branches, branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and (
            ($categories is null and $services is null)
            or response_id in (
                select response_id
                from marts.fct_response_services
                where
                    ($categories is null or list_contains($categories, service_category))
                    and ($services is null or list_contains($services, lower(service)))
            )
        )

),

counted as (

    select
        quarter_start,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
    from sliced_responses
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
