-- Which cancelled appointments were lost for certain in $month? One row per appointment.
select
    contacts.client_name,
    contacts.phone,
    cancelled.branch,
    cancelled.line_date,
    cancelled.services,
    count(*) over () as listed
from metrics.cancelled_for_good_of($month, $branches) as cancelled
left join marts.client_contacts as contacts
    on cancelled.client_key = contacts.client_key
order by cancelled.line_date desc, contacts.client_name asc nulls last, cancelled.services asc
limit $most
