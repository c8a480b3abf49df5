-- How do the shares of wallet spread? One row per tenth of the wallet and band.
with

sliced_clients as (

    select
        wallet.band,
        wallet.wallet_gap,
        -- A share on a border belongs to the tenth above it, as to the band above it.
        least(cast(floor(wallet.wallet_share * 10 + 1e-6) as integer), 9) as tenth
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
    inner join marts.share_of_wallet as wallet
        on clients.client_key = wallet.client_key and clients.quarter_start = wallet.quarter_start
    where clients.quarter_start = $quarter

)

select
    tenth,
    band,
    count(*) as clients,
    sum(wallet_gap) as wallet_gap
from sliced_clients
group by tenth, band
order by tenth, band
