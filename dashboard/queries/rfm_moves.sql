-- Who moved where on RFM from $since to $quarter, between the groups of $grid? One row per path.
with

moves as (

    select
        case when $grid = 'cells' then moved.from_segment else moved.from_rf_segment end
            as from_group,
        case when $grid = 'cells' then moved.to_segment else moved.to_rf_segment end as to_group,
        moved.revenue_365d_before,
        moved.revenue_365d_after
    from
        metrics.rfm_moves_of(
            $since, $quarter, $branches, $client_types, $categories, $services, $staff
        ) as moved

),

paths as (

    select
        from_group,
        to_group,
        count(*) as clients,
        sum(revenue_365d_before) as revenue_365d_before,
        sum(revenue_365d_after) as revenue_365d_after
    from moves
    group by from_group, to_group

)

select
    from_group,
    to_group,
    case
        when $grid = 'cells' then metrics.cell_direction(from_group, to_group)
        else metrics.rf_direction(from_group, to_group)
    end as direction,
    clients,
    metrics.share(clients, sum(clients) over (partition by from_group)) as share_of_from,
    revenue_365d_before,
    revenue_365d_after,
    revenue_365d_after - revenue_365d_before as change
from paths
order by clients desc, from_group asc, to_group asc
