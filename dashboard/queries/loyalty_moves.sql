-- Whose kind of loyalty changed from $since to $quarter? One row per path.
with

moves as (

    select
        coalesce(earlier.loyalty_type, 'new') as from_group,
        later.loyalty_type as to_group,
        coalesce(earlier.revenue_365d, 0) as revenue_365d_before,
        later.revenue_365d as revenue_365d_after
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as later
    left join marts.client_quarters as earlier
        on later.client_number = earlier.client_number and earlier.quarter_start = $since
    where later.quarter_start = $quarter and $since < $quarter

)

select
    from_group,
    to_group,
    metrics.loyalty_direction(from_group, to_group) as direction,
    count(*) as clients,
    metrics.share(count(*), sum(count(*)) over (partition by from_group)) as share_of_from,
    sum(revenue_365d_before) as revenue_365d_before,
    sum(revenue_365d_after) as revenue_365d_after,
    sum(revenue_365d_after) - sum(revenue_365d_before) as change
from moves
group by from_group, to_group
order by clients desc, from_group asc, to_group asc
