{% set keys = ['cohort_quarter', 'first_service_category', 'branch', 'step'] %}

with

days as (

    select * from {{ ref('visit_ladder_days') }}

),

estimated as (

    {{ kaplan_meier('days', keys, var('retention_days')) }}

),

final as (

    select
        first_service_category,
        branch,
        step,
        clients,
        reached,
        share,
        case
            when
                count(*) over so_far = step - 1 and count(share) over so_far = step - 1
                and min(share) over so_far > 0
                then exp({{ steady_sum('ln(nullif(share, 0))', 'over so_far', places=20) }})
            when min(share) over so_far = 0 then 0
        end as share_of_cohort,
        days_seen,
        is_complete,
        cohort_quarter
    from estimated
    window so_far as (
        partition by cohort_quarter, first_service_category, branch order by step
        rows between unbounded preceding and current row
    )

)

select * from final
