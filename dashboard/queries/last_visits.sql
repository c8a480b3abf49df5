-- When were these clients here last? One row per client of $keys who is known.
select
    client_key,
    last_visit_date
from marts.dim_clients
where client_key in (select unnest(cast($keys as varchar[])))
order by client_key
