{# The longest window a page may ask for. #}
{% set longest = 180 %}

with

days as (

    -- Two branches on one day are one step.
    select
        client_key,
        visit_date,
        row_number() over (partition by client_key order by visit_date) as number_of_day,
        lead(visit_date) over (partition by client_key order by visit_date) as next_visit_date
    from {{ ref('int_client_days') }}
    where visits > 0

),

period as (

    select * from {{ ref('int_data_period') }}

),

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

steps as (

    select
        first_visits.cohort_quarter,
        first_visits.first_service_category,
        first_visits.first_branch as branch,
        first_visits.first_staff as staff,
        days.number_of_day + 1 as step,
        least(
            {{ days_between(
                'days.visit_date', 'coalesce(days.next_visit_date, period.last_day)'
            ) }},
            {{ longest + 1 }}
        ) as days,
        days.next_visit_date is not null as has_returned
    from days
    inner join first_visits
        on days.client_key = first_visits.client_key
    cross join period
    where days.number_of_day <= 4

),

final as (

    select
        first_service_category,
        branch,
        staff,
        step,
        cast(days as bigint) as days,
        count(*) filter (where has_returned) as returned,
        count(*) filter (where not has_returned) as unseen,
        cohort_quarter
    from steps
    group by cohort_quarter, first_service_category, branch, staff, step, days

)

select * from final
