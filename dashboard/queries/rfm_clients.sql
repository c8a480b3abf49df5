-- Who stands in the RFM cell $cell? One row per client, the best paying first.
with

sliced_clients as (

    select rfm.*
    from marts.rfm
    inner join
        metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
        on rfm.client_number = clients.client_number and rfm.quarter_start = clients.quarter_start
    where rfm.quarter_start = $quarter

)

select
    client_contacts.client_name,
    client_contacts.phone,
    sliced_clients.as_of - cast(sliced_clients.recency_days as integer) as last_visit_date,
    sliced_clients.frequency,
    sliced_clients.monetary,
    sliced_clients.revenue_365d
from sliced_clients
left join marts.client_contacts
    on sliced_clients.client_key = client_contacts.client_key
where sliced_clients.segment = $cell
order by
    sliced_clients.revenue_365d desc,
    client_contacts.client_name asc,
    sliced_clients.client_key asc
limit $most
