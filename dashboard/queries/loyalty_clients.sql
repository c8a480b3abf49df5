-- Whose loyalty is of the kind $kind? One row per client, the most valuable first.
select
    contacts.client_name,
    contacts.phone,
    clients.as_of - cast(clients.recency_days as integer) as last_visit_date,
    loyalty.recommend_score,
    loyalty.wallet_share,
    loyalty.visits_365d,
    loyalty.revenue_365d,
    worth.clv_12m
from metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
inner join marts.loyalty_types as loyalty
    on
        clients.client_number = loyalty.client_number
        and clients.quarter_start = loyalty.quarter_start
left join marts.client_value as worth
    on clients.client_key = worth.client_key
left join marts.client_contacts as contacts
    on clients.client_key = contacts.client_key
where clients.quarter_start = $quarter and loyalty.loyalty_type = $kind
order by
    worth.clv_12m desc nulls last,
    loyalty.revenue_365d desc,
    contacts.client_name asc,
    clients.client_key asc
limit $most
