-- How do the chosen groups overlap? One row per pair of conditions that are set.
with

clients as (

    select *
    from
        metrics.campaign_clients_of(
            $quarter, $branches, $client_types, $categories, $services, $staff
        )

),

members as (

    -- A condition that is not set has no members.
    select
        client_key,
        'loyalty' as condition
    from clients
    where list_contains($loyalty_types, loyalty_type)

    union all

    select
        client_key,
        'value' as condition
    from clients
    where list_contains($value_thirds, value_third)

    union all

    select
        client_key,
        'wallet' as condition
    from clients
    where list_contains($wallet_bands, wallet_band)

    union all

    select
        client_key,
        'segment' as condition
    from clients
    where list_contains($segments, rf_segment)

    union all

    select
        client_key,
        'overdue' as condition
    from clients
    where list_contains($overdue_states, overdue_state)

),

sizes as (

    select
        condition,
        count(*) as clients
    from members
    group by condition

),

pairs as (

    select
        members.condition,
        others.condition as other,
        count(*) as shared_clients
    from members
    inner join members as others
        on members.client_key = others.client_key and members.condition < others.condition
    group by members.condition, others.condition

)

select
    sizes.condition,
    others.condition as other,
    sizes.clients,
    others.clients as other_clients,
    coalesce(pairs.shared_clients, 0) as shared_clients,
    metrics.share(coalesce(pairs.shared_clients, 0), sizes.clients) as shared_share
from sizes
inner join sizes as others
    on sizes.condition < others.condition
left join pairs
    on sizes.condition = pairs.condition and others.condition = pairs.other
order by sizes.condition, others.condition
