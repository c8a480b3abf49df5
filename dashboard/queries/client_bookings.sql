-- Which bookings of the client $client lie ahead, or were not kept? One row per booking line.
select
    starts_at,
    service,
    staff,
    branch,
    status
from marts.fct_booking_lines
where
    client_key = $client
    and status in ('booked', 'confirmed', 'arrived', 'started', 'no_show', 'cancelled')
order by starts_at desc, service asc, line_key asc
