-- What are these clients called? One row per client of $keys who is known.
select
    client_key,
    client_name,
    phone,
    email
from marts.client_contacts
where client_key in (select unnest(cast($keys as varchar[])))
order by client_key
