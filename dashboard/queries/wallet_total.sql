-- What part of their spending do clients bring here, and of how many is it known? One row.
with

sliced_clients as (

    select
        wallet.own_spend_365d,
        wallet.wallet_size,
        wallet.wallet_gap,
        wallet.is_light_user
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
    left join marts.share_of_wallet as wallet
        on clients.client_number = wallet.client_number and wallet.quarter_start = $quarter
    where clients.quarter_start = $quarter

),

summed as (

    select
        count(*) as clients,
        count(wallet_size) as clients_known,
        count(*) filter (where is_light_user) as light_users,
        sum(own_spend_365d) as own_spend,
        sum(wallet_size) as wallet_size,
        sum(wallet_gap) as wallet_gap,
        sum(pow(cast(own_spend_365d as double), 2)) as own_squared,
        sum(pow(cast(wallet_size as double), 2)) as size_squared,
        sum(cast(own_spend_365d as double) * cast(wallet_size as double)) as own_by_size
    from sliced_clients

)

select
    clients,
    clients_known,
    light_users,
    own_spend,
    wallet_size,
    wallet_gap,
    metrics.share(clients_known, clients) as coverage,
    metrics.reading(clients_known) as reading,
    metrics.share_of_wallet(own_spend, wallet_size) as share_of_wallet,
    metrics.share_of_wallet_bound(
        own_spend, wallet_size, own_squared, size_squared, own_by_size, clients_known, -1
    ) as share_low,
    metrics.share_of_wallet_bound(
        own_spend, wallet_size, own_squared, size_squared, own_by_size, clients_known, 1
    ) as share_high
from summed
