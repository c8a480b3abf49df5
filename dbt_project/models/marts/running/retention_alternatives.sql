with

visits as (

    select * from {{ ref('int_visits_returned') }}

),

windows as (

    {% for days in [30, 60, 90, 180] -%}
    {{ "union all\n\n    " if not loop.first }}select {{ days }} as days
    {% endfor %}

),

last_of_month as (

    -- Clients served in the month who had been before, looked at from their last visit in it.
    select
        client_key,
        branch,
        days_observed,
        days_until_return,
        month_start
    from visits
    where visit_number > 1
    qualify
        row_number() over (
            partition by client_key, month_start, branch order by visit_number desc
        ) = 1

),

looked_at as (

    select
        month_start,
        branch,
        'first' as kind,
        days_observed,
        days_until_return
    from visits
    where visit_number = 1

    union all

    select
        last_of_month.month_start,
        last_of_month.branch,
        'known' as kind,
        last_of_month.days_observed,
        last_of_month.days_until_return
    from last_of_month
    inner join {{ ref('int_first_visits') }} as first_visits
        on last_of_month.client_key = first_visits.client_key
    where first_visits.first_visit_date < last_of_month.month_start

),

counted as (

    -- Alike in all that is asked: four windows over these few rows instead of over all visits.
    select
        month_start,
        branch,
        kind,
        days_observed,
        days_until_return,
        count(*) as clients
    from looked_at
    group by month_start, branch, kind, days_observed, days_until_return

),

sums as (

    select
        counted.month_start,
        counted.branch,
        windows.days,
        sum(counted.clients) filter (where counted.kind = 'first') as first_visits_mature,
        sum(counted.clients) filter (
            where counted.kind = 'first' and counted.days_until_return <= windows.days
        ) as first_visits_returned,
        sum(counted.clients) filter (where counted.kind = 'known') as clients_mature,
        sum(counted.clients) filter (
            where counted.kind = 'known' and counted.days_until_return <= windows.days
        ) as clients_returned
    from counted
    inner join windows
        on counted.days_observed >= windows.days
    group by counted.month_start, counted.branch, windows.days

),

final as (

    select
        branch,
        cast(days as bigint) as days,
        cast(coalesce(first_visits_mature, 0) as bigint) as first_visits_mature,
        cast(coalesce(first_visits_returned, 0) as bigint) as first_visits_returned,
        cast(coalesce(clients_mature, 0) as bigint) as clients_mature,
        cast(coalesce(clients_returned, 0) as bigint) as clients_returned,
        metrics.retention_rate(coalesce(first_visits_returned, 0), first_visits_mature)
            as first_visit_retention,
        metrics.retention_rate(coalesce(clients_returned, 0), clients_mature) as repeat_retention,
        month_start
    from sums

)

select * from final
