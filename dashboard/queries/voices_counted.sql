-- How many clients said something in their own words? One row per group of them.
with

said as (

    select
        coalesce(nps_group, 'no_score') as voice,
        reason is not null as has_reason,
        improvement is not null as has_improvement
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        list_contains($quarters, quarter_start)
        and (recommend_score is not null or coalesce(reason, improvement) is not null)
    union all
    select
        'terminal' as voice,
        true as has_reason,
        false as has_improvement
    from marts.fct_impulse_ratings
    where
        message is not null
        and list_contains($quarters, quarter_start)
        and ($branches is null or list_contains($branches, branch) is true)
        and $client_types is null
        and $categories is null
        and $services is null
        and $staff is null

)

select
    voice,
    count(*) as responses,
    count(*) filter (where has_reason) as reasons,
    count(*) filter (where has_improvement) as improvements,
    count(*) filter (where has_reason or has_improvement) as voices
from said
group by voice
order by voice
