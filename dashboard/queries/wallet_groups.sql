-- Whose money goes elsewhere, by the dimension $split? One row per group of clients.
with

sliced_clients as (

    select
        wallet.own_spend_365d,
        wallet.wallet_size,
        wallet.wallet_gap,
        case $split
            when 'client_type' then clients.client_type
            when 'branch' then clients.last_branch
            when 'loyalty' then clients.loyalty_type
        end as group_name
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
    left join marts.share_of_wallet as wallet
        on clients.client_number = wallet.client_number and wallet.quarter_start = $quarter
    where clients.quarter_start = $quarter

)

select
    group_name,
    count(*) as clients,
    count(wallet_size) as clients_known,
    metrics.share(count(wallet_size), count(*)) as coverage,
    metrics.reading(count(wallet_size)) as reading,
    sum(own_spend_365d) as own_spend_365d,
    sum(wallet_gap) as wallet_gap,
    case
        when metrics.reading(count(wallet_size)) != 'hidden'
            then metrics.share_of_wallet(sum(own_spend_365d), sum(wallet_size))
    end as wallet_share
from sliced_clients
where group_name is not null
group by group_name
having count(wallet_size) > 0
order by wallet_gap desc, group_name asc
