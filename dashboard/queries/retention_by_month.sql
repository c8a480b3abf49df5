-- How many came back? One row per month whose every visit is old enough to know, up to $month.
with

sliced_visits as (

    select *
    from metrics.visits_of($branches, $client_types, $categories, $services, $staff)
    where month_start between $month - interval 24 month and $month

),

known_months as (

    select
        month_start,
        count(*) filter (where visit_number = 1) as first_visits,
        count(*) filter (where visit_number = 1 and returned_in_window) as first_visits_returned
    from sliced_visits
    group by month_start
    having bool_and(has_return_window)

),

last_of_month as (

    -- Clients who had been before the month, looked at from their last visit in it.
    select
        sliced_visits.month_start,
        sliced_visits.returned_in_window
    from sliced_visits
    inner join marts.dim_clients
        on sliced_visits.client_key = dim_clients.client_key
    where dim_clients.first_visit_date < sliced_visits.month_start
    qualify
        row_number() over (
            partition by sliced_visits.client_key, sliced_visits.month_start
            order by sliced_visits.visit_number desc
        ) = 1

),

known_clients as (

    select
        month_start,
        count(*) as clients,
        count(*) filter (where returned_in_window) as clients_returned
    from last_of_month
    group by month_start

)

select
    known_months.month_start,
    known_months.first_visits,
    known_clients.clients as known_clients,
    metrics.retention_rate(
        known_months.first_visits_returned, known_months.first_visits
    ) as first_visit_retention_90d,
    metrics.retention_rate(
        known_clients.clients_returned, known_clients.clients
    ) as repeat_retention_90d
from known_months
left join known_clients
    on known_months.month_start = known_clients.month_start
order by known_months.month_start
