-- Who was a regular client at the end of $month? One row per client.
select
    contacts.client_name,
    contacts.phone,
    regulars.branch,
    regulars.last_visit_date,
    regulars.visits_365d,
    regulars.revenue_365d,
    count(*) over () as listed
from metrics.regular_clients_of($month, $branches) as regulars
left join marts.client_contacts as contacts
    on regulars.client_key = contacts.client_key
order by regulars.revenue_365d desc, regulars.client_key asc
limit $most
