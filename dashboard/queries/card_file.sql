-- How many regular clients, how many ever, how many came once? One row, as of the quarter $quarter.
with

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select *
    from marts.client_quarters
    where
        quarter_start = $quarter
        and ($branches is null or list_contains($branches, last_branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and (
            ($categories is null and $services is null)
            or (client_key, quarter_start) in (
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
