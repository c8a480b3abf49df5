with

period as (

    select * from {{ ref('int_data_period') }}

),

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

lapsed as (

    -- Half of what the client paid in the 365 days up to the last visit: 26 weeks of it. One who
    -- came on one day alone was a first visit without a second; that loss is counted there.
    select
        lapses.month_start,
        lapses.branch,
        'lapsed' as kind,
        lapses.client_key,
        case
            when lapses.last_visit_date > max(first_visits.first_visit_date)
                -- To half a cent, so that sums do not hang on the order of adding up.
                then cast(greatest(sum(days.revenue), 0) / 2 as decimal(18, 3))
            else 0
        end as revenue
    from {{ ref('int_lapses') }} as lapses
    inner join first_visits
        on lapses.client_key = first_visits.client_key
    left join {{ ref('int_client_days') }} as days
        on
            lapses.client_key = days.client_key
            and days.visit_date <= lapses.last_visit_date
            and days.visit_date > {{ add_days('lapses.last_visit_date', -365) }}
    group by lapses.month_start, lapses.branch, lapses.client_key, lapses.last_visit_date

),

no_shows as (

    select
        {{ month_of('line_date') }} as month_start,
        branch,
        'no_show' as kind,
        client_key,
        amount as revenue
    from {{ ref('int_appointments') }}
    where status = 'no_show'

),

cancelled as (

    select
        appointment_id,
        branch,
        client_key,
        amount,
        cancelled_date,
        line_date,
        {{ add_days('line_date', var('retention_days') + 1) }} as lost_date
    from {{ ref('int_appointments') }}
    where status = 'cancelled' and client_key is not null

),

booked_again as (

    select distinct cancelled.appointment_id
    from cancelled
    inner join {{ ref('fct_booking_lines') }} as lines
        on
            cancelled.client_key = lines.client_key
            and lines.line_date >= cancelled.cancelled_date
            and lines.line_date < cancelled.lost_date
    where lines.status not in ('cancelled', 'deleted', 'unknown') and not lines.is_refund

),

not_booked_again as (

    select
        {{ month_of('cancelled.lost_date') }} as month_start,
        cancelled.branch,
        'cancelled_not_rebooked' as kind,
        cancelled.client_key,
        cancelled.amount as revenue
    from cancelled
    inner join period
        on cancelled.lost_date <= period.last_day
    left join booked_again
        on cancelled.appointment_id = booked_again.appointment_id
    where booked_again.appointment_id is null

),

came_once as (

    -- The second visit that did not come is worth what the first one was.
    select
        {{ month_of(add_days('visits.visit_date', var('retention_days') + 1)) }} as month_start,
        visits.branch,
        'first_visit_only' as kind,
        visits.client_key,
        greatest(visits.revenue, 0) as revenue
    from {{ ref('fct_visits') }} as visits
    where
        visits.visit_number = 1
        and visits.days_observed > {{ var('retention_days') }}
        and not visits.returned_in_window

),

all_losses as (

    select
        month_start,
        branch,
        kind,
        client_key,
        revenue
    from lapsed

    union all

    select
        month_start,
        branch,
        kind,
        client_key,
        revenue
    from no_shows

    union all

    select
        month_start,
        branch,
        kind,
        client_key,
        revenue
    from not_booked_again

    union all

    select
        month_start,
        branch,
        kind,
        client_key,
        revenue
    from came_once

),

final as (

    select
        branch,
        kind,
        count(distinct client_key) as clients,
        count(*) as cases,
        cast(cast(sum(revenue) as double) * {{ var('margin') }} as decimal(18, 2)) as amount,
        month_start
    from all_losses
    group by month_start, branch, kind

)

select * from final
