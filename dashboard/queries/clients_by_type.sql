-- Of which type were the clients, and what did they bring? One row per quarter and client type.
with

counted as (

    select
        quarter_start,
        client_type,
        cast(sum(clients) as bigint) as clients
    from
        metrics.client_counts_of(
            $branches, $client_types, $categories, $services, $staff, until := $quarter
        )
    group by quarter_start, client_type

),

money as (

    select
        quarter_start,
        client_type,
        sum(net_amount) as revenue
    from metrics.revenue_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start <= $quarter
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
