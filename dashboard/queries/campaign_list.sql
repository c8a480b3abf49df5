-- Whom to write to, and how? One row per client treated who may still be written to.
select
    contacts.client_name,
    contacts.phone,
    contacts.email,
    clients.last_visit_date,
    worth.clv_12m
from marts.dim_clients as clients
left join marts.client_contacts as contacts
    on clients.client_key = contacts.client_key
left join marts.client_value as worth
    on clients.client_key = worth.client_key
left join metrics.suppressed_clients() as suppressed
    on clients.client_key = suppressed.client_key
where
    clients.client_key in (select unnest($treated))
    and suppressed.client_key is null
order by
    worth.clv_12m desc nulls last,
    contacts.client_name asc,
    clients.client_key asc
