-- Of which type were the clients, and what did they bring? One row per quarter and client type.
with

last_visits as (

    -- Nobody asks for it where all branches are looked at.
    select
        client_key,
        visit_date,
        max_by(branch, visit_number) as branch
    from marts.fct_visits
    where $branches is not null
    group by client_key, visit_date

),

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select *
    from marts.client_quarters
    where
        quarter_start <= $quarter
        and (
            $branches is null
            or (client_key, as_of - cast(recency_days as integer)) in (
                select
                    client_key,
                    visit_date
                from last_visits
                where list_contains($branches, branch)
            )
        )
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
