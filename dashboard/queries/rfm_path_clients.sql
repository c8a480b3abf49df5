-- Who took the path from $stood_at to $stands_at since $since? One row per client.
with

moves as (

    select moved.*
    from metrics.rfm_moves_of($since, $quarter) as moved
    inner join
        metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
        on moved.client_number = clients.client_number and moved.to_quarter = clients.quarter_start
    where
        (
            $grid = 'groups'
            and moved.from_rf_segment = $stood_at
            and moved.to_rf_segment = $stands_at
        )
        or ($grid = 'cells' and moved.from_segment = $stood_at and moved.to_segment = $stands_at)

)

select
    client_contacts.client_name,
    client_contacts.phone,
    rfm.as_of - cast(rfm.recency_days as integer) as last_visit_date,
    rfm.frequency,
    rfm.monetary,
    moves.revenue_365d_before,
    moves.revenue_365d_after
from moves
inner join marts.rfm
    on moves.client_number = rfm.client_number and moves.to_quarter = rfm.quarter_start
left join marts.client_contacts
    on moves.client_key = client_contacts.client_key
order by
    greatest(moves.revenue_365d_before, moves.revenue_365d_after) desc,
    client_contacts.client_name asc,
    moves.client_key asc
limit $most
