-- How many clients in each band of share of wallet, and how much goes elsewhere? One row per band.
select
    band,
    count(*) as clients,
    metrics.share(count(*), sum(count(*)) over ()) as share_of_clients,
    sum(own_spend_365d) as own_spend_365d,
    sum(wallet_size) as wallet_size,
    sum(wallet_gap) as wallet_gap,
    metrics.share_of_wallet(sum(own_spend_365d), sum(wallet_size)) as wallet_share,
    metrics.share(sum(wallet_gap), sum(sum(wallet_gap)) over ()) as share_of_gap
from metrics.wallets_of($branches, $client_types, $categories, $services, $staff)
where quarter_start = $quarter
group by band
order by wallet_share desc, band asc
