-- How far does the place say what clients state? One row per place and salons used, and one in all.
with

sliced_clients as (

    select
        salons_used,
        coalesce(own_rank, 1) as own_rank,
        cast(own_spend_365d as double) as own_spend,
        cast(wallet_size as double) as wallet_told,
        cast(own_spend_365d as double) / rank_share as wallet_ruled
    from metrics.wallets_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter and rank_share > 0 and basis != 'rank'

),

summed as (

    select
        salons_used,
        own_rank,
        grouping(salons_used) = 1 as is_total,
        count(*) as clients,
        count(*) filter (where salons_used > 1) as several_salons,
        sum(salons_used) as salons,
        sum(own_spend) as own_spend,
        sum(wallet_told) as wallet_told,
        sum(wallet_ruled) as wallet_ruled,
        sum(own_spend * own_spend) as own_squared,
        sum(wallet_told * wallet_told) as told_squared,
        sum(own_spend * wallet_told) as own_by_told
    from sliced_clients
    group by grouping sets ((), (salons_used, own_rank))

)

select
    salons_used,
    own_rank,
    is_total,
    clients,
    metrics.reading(clients) as reading,
    metrics.share_of_wallet(own_spend, wallet_told) as share_told,
    metrics.share_of_wallet_bound(
        own_spend, wallet_told, own_squared, told_squared, own_by_told, clients, -1
    ) as told_low,
    metrics.share_of_wallet_bound(
        own_spend, wallet_told, own_squared, told_squared, own_by_told, clients, 1
    ) as told_high,
    metrics.share_of_wallet(own_spend, wallet_ruled) as share_ruled,
    metrics.share_of_wallet(own_spend, wallet_ruled)
    - metrics.share_of_wallet(own_spend, wallet_told) as difference,
    wallet_told - own_spend as gap_told,
    wallet_ruled - own_spend as gap_ruled,
    metrics.share(several_salons, clients) as several_share,
    metrics.share(salons, clients) as salons_mean
from summed
where clients > 0
order by is_total desc, salons_used asc, own_rank asc
