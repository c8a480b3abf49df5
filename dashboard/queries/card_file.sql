-- How many regular clients, how many ever, how many came once? One row, as of the quarter $quarter.
with

last_visits as (

    select
        client_key,
        visit_date,
        max_by(branch, visit_number) as branch
    from marts.fct_visits
    group by client_key, visit_date

),

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select client_quarters.*
    from marts.client_quarters
    inner join last_visits
        on
            client_quarters.client_key = last_visits.client_key
            and last_visits.visit_date
            = client_quarters.as_of - cast(client_quarters.recency_days as integer)
    where
        client_quarters.quarter_start = $quarter
        and ($branches is null or list_contains($branches, last_visits.branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and (
            ($categories is null and $services is null)
            or (client_quarters.client_key, quarter_start) in (
                select
                    client_key,
                    quarter_start
                from marts.fct_visit_lines
                where
                    not is_refund
                    and ($categories is null or list_contains($categories, service_category))
                    and ($services is null or list_contains($services, lower(service)))
            )
        )

)

select
    count(*) as clients,
    count(*) filter (where is_regular) as regular_clients,
    count(*) filter (where visits_to_date = 1) as came_once,
    count(*) filter (where stage = 'first_visit') as came_once_lately,
    metrics.share(regular_clients, clients) as regular_share,
    metrics.share(came_once, clients) as came_once_share
from sliced_clients
