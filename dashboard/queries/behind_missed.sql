-- Which appointments of $month were not kept, by $status? One row per appointment.
select
    contacts.client_name,
    contacts.phone,
    missed.branch,
    missed.line_date,
    missed.services,
    count(*) over () as listed
from metrics.appointments_of($month, last_day($month), $branches) as missed
left join marts.client_contacts as contacts
    on missed.client_key = contacts.client_key
where missed.status = $status
order by missed.line_date desc, contacts.client_name asc nulls last, missed.services asc
limit $most
