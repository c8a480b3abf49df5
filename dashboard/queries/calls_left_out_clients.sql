-- Who exactly is due and must not be called? One row per client, who came last first.
with

clients as (

    select
        due.client_key,
        due.suppressed_by,
        max(due.last_visit_date) as last_visit_date,
        min(due.due_date) as due_date
    from marts.call_list_suppressed as due
    where
        list_contains($states, due.state) is true
        and ($categories is null or list_contains($categories, due.service_category) is true)
        and ($branches is null or list_contains($branches, due.last_branch) is true)
        and ($client_types is null or list_contains($client_types, due.client_type) is true)
    group by due.client_key, due.suppressed_by
    order by last_visit_date desc, due.client_key asc
    limit $most

)

select
    contacts.client_name,
    clients.suppressed_by,
    clients.last_visit_date,
    clients.due_date
from clients
left join marts.client_contacts as contacts
    on clients.client_key = contacts.client_key
order by clients.last_visit_date desc, clients.client_key asc
