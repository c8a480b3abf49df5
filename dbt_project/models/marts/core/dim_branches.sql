with

named as (

    select branch from {{ ref('fct_booking_lines') }}
    union
    select branch from {{ ref('int_responses_typed') }}
    union
    select branch from {{ ref('fct_complaints') }}

),

days as (

    select
        branch,
        min(visit_date) as first_day,
        max(visit_date) as last_day
    from {{ ref('int_visit_lines') }}
    group by branch

),

final as (

    select
        named.branch,
        days.first_day,
        days.last_day
    from named
    left join days
        on named.branch = days.branch
    where named.branch is not null

)

select * from final
