-- Of which type were the clients, and what did they bring? One row per quarter and client type.
with

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select *
    from marts.client_quarters
    where
        quarter_start <= $quarter
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

),

counted as (

    select
        quarter_start,
        client_type,
        count(*) as clients
    from sliced_clients
    group by quarter_start, client_type

),

money as (

    select
        quarter_start,
        client_type,
        sum(net_amount) as revenue
    from marts.fct_visit_lines
    where
        ($branches is null or list_contains($branches, branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and ($categories is null or list_contains($categories, service_category))
        and ($services is null or list_contains($services, lower(service)))
        and quarter_start <= $quarter
    group by quarter_start, client_type

)

select
    dim_quarters.quarter_start,
    dim_quarters.quarter_name,
    coalesce(counted.client_type, money.client_type) as client_type,
    coalesce(counted.clients, 0) as clients,
    metrics.share(
        counted.clients, sum(counted.clients) over (partition by dim_quarters.quarter_start)
    ) as share,
    coalesce(money.revenue, 0) as revenue
from counted
full join money
    on counted.quarter_start = money.quarter_start and counted.client_type = money.client_type
inner join marts.dim_quarters
    on coalesce(counted.quarter_start, money.quarter_start) = dim_quarters.quarter_start
order by dim_quarters.quarter_start, client_type
