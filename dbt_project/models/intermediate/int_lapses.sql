{% set lapsed_on = add_days('visits.visit_date', var('lapse_days') + 1) %}

with

visits as (

    select * from {{ ref('int_visits') }}

),

period as (

    select * from {{ ref('int_data_period') }}

),

final as (

    -- The day after the lapse is the day a client is lost, to the branch of the last visit. Of two
    -- branches on one day the later is the last.
    select
        visits.client_key,
        visits.branch,
        visits.visit_date as last_visit_date,
        visits.next_visit_date,
        {{ lapsed_on }} as lapsed_on,
        {{ month_of(lapsed_on) }} as month_start
    from visits
    cross join period
    where
        {{ lapsed_on }} <= period.last_day
        and (
            visits.next_visit_date is null
            or visits.next_visit_date >= {{ lapsed_on }}
        )

)

select * from final
