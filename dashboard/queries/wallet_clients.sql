-- Who spends most elsewhere, of the band $band? One row per client.
with

most as (

    -- With all who share the last place: who of them is named first is told by the name.
    select *
    from metrics.wallets_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter and ($band is null or band = $band)
    qualify $most is null or rank() over (order by wallet_gap desc) <= $most

)

select
    contacts.client_name,
    contacts.phone,
    clients.as_of - cast(clients.recency_days as integer) as last_visit_date,
    most.wallet_share,
    most.own_spend_365d,
    most.wallet_gap,
    most.is_light_user
from most
inner join marts.client_quarters as clients
    on most.client_number = clients.client_number and clients.quarter_start = $quarter
left join marts.client_contacts as contacts
    on most.client_key = contacts.client_key
order by
    most.wallet_gap desc,
    contacts.client_name asc,
    most.client_key asc
limit $most
