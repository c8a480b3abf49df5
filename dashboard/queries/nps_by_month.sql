-- Would clients recommend the salon? One row per month with answers on the scale $scale.
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
        month_start,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
    from sliced_responses
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
