-- Who was lost in $month, and what is that worth? One row per client.
select
    contacts.client_name,
    contacts.phone,
    lapsed.branch,
    lapsed.last_visit_date,
    lapsed.amount,
    count(*) over () as listed
from metrics.lapsed_clients_of($month, $branches) as lapsed
left join marts.client_contacts as contacts
    on lapsed.client_key = contacts.client_key
order by lapsed.amount desc, lapsed.client_key asc
limit $most
