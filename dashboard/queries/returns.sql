-- How many came again and how many booked again? One row per month, and one per period of them.
with

months as (

    select
        unnest(cast($months as date[])) as month_start,
        'now' as period

    union all

    select
        unnest(cast($months_before as date[])) as month_start,
        'before' as period

),

looked_at as (

    -- Of visits that are alike in all that is asked there is one row: the rest is quick.
    select
        month_start,
        is_first,
        is_last_of_known,
        was_rebooked_on_the_day,
        was_rebooked_within_24h,
        was_rebooked_any_future,
        days_observed >= $days as is_mature,
        days_until_return <= $days as has_returned,
        is_away,
        visits
    from
        metrics.return_cells_of(
            $branches, $client_types, $categories,
            since := list_min($months || $months_before),
            until := list_max($months || $months_before)
        )
    where coalesce($services, $staff) is null

    union all

    -- Visits that the cells have counted, and not as the last of a month.
    select
        month_start,
        false as is_first,
        true as is_last_of_known,
        null as was_rebooked_on_the_day,
        null as was_rebooked_within_24h,
        null as was_rebooked_any_future,
        days_observed >= $days as is_mature,
        days_until_return <= $days as has_returned,
        days_until_return is null as is_away,
        1 as visits
    from
        metrics.visits_followed_elsewhere_of(
            $months || $months_before, $branches, $client_types, $categories
        )
    where coalesce($services, $staff) is null

    union all

    -- Of a service or of staff the last visit of a month is sought among those of the slice.
    select
        month_start,
        visit_number = 1 as is_first,
        is_of_known_client
        and row_number() over (
            partition by client_number, month_start order by visit_number desc
        ) = 1 as is_last_of_known,
        was_rebooked_on_the_day,
        was_rebooked_within_24h,
        was_rebooked_any_future,
        days_observed >= $days as is_mature,
        days_until_return <= $days as has_returned,
        days_until_return is null as is_away,
        1 as visits
    from
        metrics.visits_by_lines_of(
            $branches, $client_types, $categories, $services, $staff,
            since := list_min($months || $months_before),
            until := list_max($months || $months_before)
        )
    where coalesce($services, $staff) is not null

),

alike as (

    select
        month_start,
        is_first,
        is_last_of_known,
        case $rebooking
            when 'on_the_day' then was_rebooked_on_the_day
            when 'any_future' then was_rebooked_any_future
            else was_rebooked_within_24h
        end as was_rebooked,
        is_mature,
        has_returned,
        is_away,
        sum(visits) as visits
    from looked_at
    where list_contains($months || $months_before, month_start)
    group by all

),

by_month as (

    select
        months.period,
        months.month_start,
        sum(alike.visits) filter (where alike.was_rebooked is not null) as rebookable,
        sum(alike.visits) filter (where alike.was_rebooked) as rebooked,
        sum(alike.visits) filter (where alike.is_first) as first_visits,
        sum(alike.visits) filter (where alike.is_first and alike.is_mature) as first_mature,
        sum(alike.visits) filter (
            where alike.is_first and alike.is_mature and alike.has_returned
        ) as first_returned,
        sum(alike.visits) filter (
            where alike.is_first and not alike.is_mature and alike.is_away
        ) as first_open,
        sum(alike.visits) filter (where alike.is_last_of_known) as known_clients,
        sum(alike.visits) filter (where alike.is_last_of_known and alike.is_mature)
            as known_mature,
        sum(alike.visits) filter (
            where alike.is_last_of_known and alike.is_mature and alike.has_returned
        ) as known_returned
    from alike
    inner join months
        on alike.month_start = months.month_start
    group by months.period, months.month_start

),

counted as (

    select
        period,
        month_start,
        cast(coalesce(sum(rebookable), 0) as bigint) as rebookable,
        cast(coalesce(sum(rebooked), 0) as bigint) as rebooked,
        cast(coalesce(sum(first_visits), 0) as bigint) as first_visits,
        cast(coalesce(sum(first_mature), 0) as bigint) as first_mature,
        cast(coalesce(sum(first_returned), 0) as bigint) as first_returned,
        cast(coalesce(sum(first_open), 0) as bigint) as first_open,
        cast(coalesce(sum(known_clients), 0) as bigint) as known_clients,
        cast(coalesce(sum(known_mature), 0) as bigint) as known_mature,
        cast(coalesce(sum(known_returned), 0) as bigint) as known_returned
    from by_month
    group by grouping sets ((period), (period, month_start))

),

tested as (

    -- Step by step: a formula that takes another one in is read anew wherever it stands.
    select
        *,
        metrics.shares_z(
            rebooked, rebookable, lag(rebooked) over periods, lag(rebookable) over periods
        ) as rebooking_z,
        metrics.shares_z(
            first_returned,
            first_mature,
            lag(first_returned) over periods,
            lag(first_mature) over periods
        ) as first_z,
        metrics.shares_z(
            known_returned,
            known_mature,
            lag(known_returned) over periods,
            lag(known_mature) over periods
        ) as known_z
    from counted
    window periods as (partition by month_start order by period)

)

select
    period,
    month_start,
    rebookable,
    metrics.rebooking_rate(rebooked, rebookable) as rebooking,
    metrics.share_bound(rebooked, rebookable, -1) as rebooking_low,
    metrics.share_bound(rebooked, rebookable, 1) as rebooking_high,
    metrics.two_sided_p(rebooking_z) as rebooking_p,
    first_visits,
    first_mature,
    first_open,
    metrics.retention_rate(first_returned, first_mature) as first_retention,
    metrics.share_bound(first_returned, first_mature, -1) as first_low,
    metrics.share_bound(first_returned, first_mature, 1) as first_high,
    metrics.two_sided_p(first_z) as first_p,
    known_clients,
    known_mature,
    metrics.retention_rate(known_returned, known_mature) as known_retention,
    metrics.share_bound(known_returned, known_mature, -1) as known_low,
    metrics.share_bound(known_returned, known_mature, 1) as known_high,
    metrics.two_sided_p(known_z) as known_p
from tested
order by month_start nulls first, period
