-- Of whom was it certain in $month that they came once and did not return? One row per client.
select
    contacts.client_name,
    contacts.phone,
    once.branch,
    once.last_visit_date,
    once.amount,
    count(*) over () as listed
from metrics.came_once_of($month, $branches) as once
left join marts.client_contacts as contacts
    on once.client_key = contacts.client_key
order by once.amount desc, once.client_key asc
limit $most
