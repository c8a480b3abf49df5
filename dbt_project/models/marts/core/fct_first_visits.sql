with

visits as (

    select * from {{ ref('fct_visits') }}
    where visit_number = 1

),

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

final as (

    select
        visits.client_key,
        visits.client_number,
        visits.visit_id,
        visits.branch,
        first_visits.first_service_category,
        first_visits.first_staff as staff,
        visits.category_mix,
        visits.days_until_return,
        visits.days_observed,
        visits.was_rebooked_on_the_day,
        visits.was_rebooked_within_24h,
        visits.was_rebooked_any_future,
        visits.visit_date,
        visits.month_start,
        visits.quarter_start
    from visits
    left join first_visits
        on visits.client_key = first_visits.client_key

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
