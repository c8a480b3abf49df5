-- How many came again and how many booked again? One row per month, and one per period of them.
with

sliced_visits as (

    select
        client_number,
        month_start,
        visit_number,
        is_only_visit_of_month,
        came_before_month,
        days_observed,
        days_until_return,
        case $rebooking
            when 'on_the_day' then was_rebooked_on_the_day
            when 'any_future' then was_rebooked_any_future
            else was_rebooked_within_24h
        end as was_rebooked,
        case when list_contains($months, month_start) then 'now' else 'before' end as period
    from metrics.visits_of($branches, $client_types, $categories, $services, $staff)
    where list_contains($months, month_start) or list_contains($months_before, month_start)

),

known_clients as (

    -- Clients who had been before the month, looked at from their last visit in it. Most come once
    -- a month: only of the others the last has to be found.
    select
        period,
        month_start,
        days_observed,
        days_until_return
    from sliced_visits
    where came_before_month and is_only_visit_of_month

    union all

    select
        period,
        month_start,
        days_observed,
        days_until_return
    from sliced_visits
    where came_before_month and not is_only_visit_of_month
    qualify
        row_number() over (partition by client_number, month_start order by visit_number desc) = 1

),

first_and_rebooked as (

    select
        period,
        month_start,
        count(*) as visits,
        count(was_rebooked) as rebookable,
        count(*) filter (where was_rebooked) as rebooked,
        count(*) filter (where visit_number = 1) as first_visits,
        count(*) filter (where visit_number = 1 and days_observed >= $days) as first_mature,
        count(*) filter (
            where visit_number = 1 and days_observed >= $days and days_until_return <= $days
        ) as first_returned,
        count(*) filter (
            where visit_number = 1 and days_observed < $days and days_until_return is null
        ) as first_open
    from sliced_visits
    group by grouping sets ((period), (period, month_start))

),

known as (

    select
        period,
        month_start,
        count(*) as known_clients,
        count(*) filter (where days_observed >= $days) as known_mature,
        count(*) filter (where days_observed >= $days and days_until_return <= $days)
            as known_returned
    from known_clients
    group by grouping sets ((period), (period, month_start))

)

select
    first_and_rebooked.period,
    first_and_rebooked.month_start,
    first_and_rebooked.rebookable,
    metrics.rebooking_rate(rebooked, rebookable) as rebooking,
    metrics.share_bound(rebooked, rebookable, -1) as rebooking_low,
    metrics.share_bound(rebooked, rebookable, 1) as rebooking_high,
    metrics.shares_p(rebooked, rebookable, lag(rebooked) over periods, lag(rebookable) over periods)
        as rebooking_p,
    first_and_rebooked.first_visits,
    first_and_rebooked.first_mature,
    first_and_rebooked.first_open,
    metrics.retention_rate(first_returned, first_mature) as first_retention,
    metrics.share_bound(first_returned, first_mature, -1) as first_low,
    metrics.share_bound(first_returned, first_mature, 1) as first_high,
    metrics.shares_p(
        first_returned,
        first_mature,
        lag(first_returned) over periods,
        lag(first_mature) over periods
    ) as first_p,
    coalesce(known.known_clients, 0) as known_clients,
    coalesce(known.known_mature, 0) as known_mature,
    metrics.retention_rate(known_returned, known_mature) as known_retention,
    metrics.share_bound(known_returned, known_mature, -1) as known_low,
    metrics.share_bound(known_returned, known_mature, 1) as known_high,
    metrics.shares_p(
        known_returned,
        known_mature,
        lag(known_returned) over periods,
        lag(known_mature) over periods
    ) as known_p
from first_and_rebooked
left join known
    on
        first_and_rebooked.period = known.period
        and coalesce(first_and_rebooked.month_start, date '0001-01-01')
        = coalesce(known.month_start, date '0001-01-01')
window
    periods as (
        partition by first_and_rebooked.month_start
        order by first_and_rebooked.period
    )
order by first_and_rebooked.month_start nulls first, first_and_rebooked.period
