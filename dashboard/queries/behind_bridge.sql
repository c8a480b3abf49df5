-- Whose visits make the part $component of the change in revenue? One row per client and branch.
select
    contacts.client_name,
    contacts.phone,
    moved.branch,
    moved.visits_before,
    moved.visits,
    moved.revenue_before,
    moved.revenue,
    moved.amount,
    count(*) over () as listed
from metrics.bridge_clients_of($month, $against, $branches) as moved
left join marts.client_contacts as contacts
    on moved.client_key = contacts.client_key
where moved.component = $component and moved.amount != 0
order by abs(moved.amount) desc, moved.client_key asc
limit $most
