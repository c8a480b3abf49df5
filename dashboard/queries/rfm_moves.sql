-- Who moved where on RFM from $since to $quarter? One row per grid (groups, cells) and path.
with

moves as (

    select moved.*
    from metrics.rfm_moves_of($since, $quarter) as moved
    inner join
        metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
        on moved.client_number = clients.client_number and moved.to_quarter = clients.quarter_start

),

paths as (

    select
        from_rf_segment,
        to_rf_segment,
        from_segment,
        to_segment,
        count(*) as clients,
        sum(revenue_365d_before) as revenue_365d_before,
        sum(revenue_365d_after) as revenue_365d_after
    from moves
    group by from_rf_segment, to_rf_segment, from_segment, to_segment

),

named as (

    select
        'groups' as grid,
        from_rf_segment as from_group,
        to_rf_segment as to_group,
        metrics.rf_direction(from_rf_segment, to_rf_segment) as direction,
        clients,
        revenue_365d_before,
        revenue_365d_after
    from paths
    union all
    select
        'cells' as grid,
        from_segment as from_group,
        to_segment as to_group,
        metrics.cell_direction(from_segment, to_segment) as direction,
        clients,
        revenue_365d_before,
        revenue_365d_after
    from paths

)

select
    grid,
    from_group,
    to_group,
    direction,
    cast(sum(clients) as bigint) as clients,
    metrics.share(
        sum(clients), sum(sum(clients)) over (partition by grid, from_group)
    ) as share_of_from,
    sum(revenue_365d_before) as revenue_365d_before,
    sum(revenue_365d_after) as revenue_365d_after,
    sum(revenue_365d_after) - sum(revenue_365d_before) as change
from named
group by grid, from_group, to_group, direction
order by grid asc, clients desc, from_group asc, to_group asc
