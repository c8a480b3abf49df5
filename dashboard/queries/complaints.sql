-- Which complaints are open or were made in the chosen quarters, open ones first? One row each.
with

listed as (

    select
        *,
        count(*) over () as found
    from metrics.complaints_of($branches, $client_types, $categories, $services, $staff)
    where
        list_contains($quarters, quarter_start)
        or (closed_at is null and quarter_start <= $quarter)
    order by
        closed_at is null desc,
        case when closed_at is null then opened_at end asc,
        opened_at desc,
        complaint_id asc
    limit $most

)

select
    listed.complaint_ref,
    listed.state,
    listed.opened_at,
    listed.hours_to_close,
    listed.branch,
    listed.staff,
    listed.service,
    listed.category,
    listed.severity,
    listed.resolution,
    listed.compensation_amount,
    listed.returned_after,
    listed.found,
    contacts.client_name,
    contacts.phone
from listed
left join marts.client_contacts as contacts
    on listed.client_key = contacts.client_key
order by
    listed.closed_at is null desc,
    case when listed.closed_at is null then listed.opened_at end asc,
    listed.opened_at desc,
    listed.complaint_id asc
