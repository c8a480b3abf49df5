-- How loyal are the clients, and what is it worth? One row per kind, and per kind, third and band.
with

sliced_clients as (

    select
        clients.loyalty_type,
        coalesce(worth.value_third, 'unknown') as value_third,
        coalesce(wallet.band, 'unknown') as wallet_band,
        clients.revenue_365d,
        worth.clv_12m,
        wallet.wallet_gap
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
    left join marts.client_value as worth
        on clients.client_number = worth.client_number
    left join marts.share_of_wallet as wallet
        on clients.client_number = wallet.client_number and wallet.quarter_start = $quarter
    where clients.quarter_start = $quarter

),

parts as (

    select
        loyalty_type,
        value_third,
        wallet_band,
        count(*) as clients,
        sum(revenue_365d) as revenue_365d,
        sum(clv_12m) as clv_12m,
        sum(wallet_gap) as wallet_gap,
        count(wallet_gap) as wallets_known
    from sliced_clients
    group by loyalty_type, value_third, wallet_band

),

counted as (

    select
        loyalty_type,
        value_third,
        wallet_band,
        grouping(value_third) = 1 as is_whole_kind,
        cast(sum(clients) as bigint) as clients,
        sum(revenue_365d) as revenue_365d,
        sum(clv_12m) as clv_12m,
        sum(wallet_gap) as wallet_gap,
        cast(sum(wallets_known) as bigint) as wallets_known
    from parts
    group by grouping sets ((loyalty_type), (loyalty_type, value_third, wallet_band))

),

known as (

    select sum(clients) as clients
    from counted
    where is_whole_kind and loyalty_type != 'unknown'

)

select
    counted.*,
    metrics.loyalty_worth(counted.loyalty_type, counted.clv_12m, counted.wallet_gap) as worth,
    metrics.reading(counted.clients) as reading,
    case
        when counted.loyalty_type != 'unknown'
            then metrics.share(counted.clients, known.clients)
    end as share_of_known,
    case
        when counted.loyalty_type != 'unknown'
            then metrics.share_bound(counted.clients, known.clients, -1)
    end as share_low,
    case
        when counted.loyalty_type != 'unknown'
            then metrics.share_bound(counted.clients, known.clients, 1)
    end as share_high
from counted
cross join known
order by
    counted.is_whole_kind desc,
    counted.loyalty_type = 'unknown' asc,
    worth desc nulls last,
    counted.clients desc,
    counted.loyalty_type asc,
    counted.value_third asc,
    counted.wallet_band asc
