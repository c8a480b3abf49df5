-- Who took the path from $stood_at to $stands_at since $since? One row per client.
with

moves as (

    select
        moved.client_key,
        moved.revenue_365d_before,
        moved.revenue_365d_after,
        clients.as_of - cast(clients.recency_days as integer) as last_visit_date,
        clients.visits_365d
    from
        metrics.rfm_moves_of(
            $since, $quarter, $branches, $client_types, $categories, $services, $staff
        ) as moved
    inner join marts.client_quarters as clients
        on moved.client_number = clients.client_number and clients.quarter_start = $quarter
    where
        if($grid = 'cells', moved.from_segment, moved.from_rf_segment) = $stood_at
        and if($grid = 'cells', moved.to_segment, moved.to_rf_segment) = $stands_at

)

select
    client_contacts.client_name,
    client_contacts.phone,
    moves.last_visit_date,
    moves.visits_365d,
    moves.revenue_365d_before,
    moves.revenue_365d_after
from moves
left join marts.client_contacts
    on moves.client_key = client_contacts.client_key
order by
    greatest(moves.revenue_365d_before, moves.revenue_365d_after) desc,
    client_contacts.client_name asc,
    moves.client_key asc
limit $most
