-- How do the shares of wallet spread? One row per tenth of the wallet and band.
select
    -- A share on a border belongs to the tenth above it, as to the band above it.
    least(cast(floor(wallet_share * 10 + 1e-6) as integer), 9) as tenth,
    band,
    count(*) as clients,
    sum(wallet_gap) as wallet_gap
from metrics.wallets_of($branches, $client_types, $categories, $services, $staff)
where quarter_start = $quarter
group by tenth, band
order by tenth, band
