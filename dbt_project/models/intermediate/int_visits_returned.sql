with

visits as (

    select * from {{ ref('int_visits') }}

),

period as (

    select * from {{ ref('int_data_period') }}

),

ahead as (

    -- The next visit on a later day, in whatever branch: two branches on one day are no return.
    select
        visits.visit_id,
        visits.client_key,
        visits.branch,
        visits.visit_number,
        visits.month_start,
        coalesce(
            lead(visits.month_start) over (
                partition by visits.client_key order by visits.visit_number
            ) > visits.month_start,
            true
        ) as is_last_of_month,
        last_value(visits.branch) over ends_of_month as month_last_branch,
        last_value(visits.categories_fingerprint) over ends_of_month
            as month_last_categories_fingerprint,
        min(visits.month_start) over (partition by visits.client_key) < visits.month_start
            as is_of_known_client,
        {{ days_between('visits.visit_date', 'period.last_day') }} as days_observed,
        min(visits.visit_date) over (
            partition by visits.client_key order by visits.visit_date
            range between interval 1 day following and unbounded following
        ) as return_date,
        visits.visit_date
    from visits
    cross join period
    window
        ends_of_month as (
            partition by visits.client_key, visits.month_start
            order by visits.visit_number
            rows between unbounded preceding and unbounded following
        )

),

final as (

    select
        visit_id,
        client_key,
        branch,
        visit_number,
        month_start,
        days_observed,
        {{ days_between('visit_date', 'return_date') }} as days_until_return,
        days_observed >= {{ var('retention_days') }} as has_return_window,
        coalesce(
            {{ days_between('visit_date', 'return_date') }} <= {{ var('retention_days') }}, false
        ) as returned_in_window,
        is_last_of_month,
        month_last_branch,
        month_last_categories_fingerprint,
        is_of_known_client
    from ahead

)

select * from final
