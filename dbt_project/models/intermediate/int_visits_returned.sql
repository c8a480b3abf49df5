{% set days = var('retention_days') %}

with

visits as (

    select * from {{ ref('int_visits') }}

),

period as (

    select * from {{ ref('int_data_period') }}

),

final as (

    -- The next visit on a later day, in whatever branch: two branches on one day are no return.
    select
        visits.visit_id,
        visits.client_key,
        visits.branch,
        visits.visit_number,
        visits.month_start,
        visits.visit_date <= {{ add_days('period.last_day', -days) }} as has_return_window,
        coalesce(
            min(visits.visit_date) over (
                partition by visits.client_key order by visits.visit_date
                range between interval 1 day following and unbounded following
            ) <= {{ add_days('visits.visit_date', days) }},
            false
        ) as returned_in_window
    from visits
    cross join period

)

select * from final
