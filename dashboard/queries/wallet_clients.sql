-- Who spends most elsewhere, of the band $band? One row per client.
select
    contacts.client_name,
    contacts.phone,
    clients.as_of - cast(clients.recency_days as integer) as last_visit_date,
    wallet.wallet_share,
    wallet.own_spend_365d,
    wallet.wallet_gap,
    wallet.is_light_user
from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
inner join marts.share_of_wallet as wallet
    on clients.client_key = wallet.client_key and clients.quarter_start = wallet.quarter_start
left join marts.client_contacts as contacts
    on clients.client_key = contacts.client_key
where clients.quarter_start = $quarter and ($band is null or wallet.band = $band)
order by
    wallet.wallet_gap desc,
    contacts.client_name asc,
    clients.client_key asc
limit $most
