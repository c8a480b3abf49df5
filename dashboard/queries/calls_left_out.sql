-- Who is due and must not be called, and why? One row per reason.
select
    due.suppressed_by,
    count(distinct due.client_number) as clients
from marts.call_list_suppressed as due
where
    list_contains($states, due.state) is true
    and ($categories is null or list_contains($categories, due.service_category) is true)
    and ($branches is null or list_contains($branches, due.last_branch) is true)
    and ($client_types is null or list_contains($client_types, due.client_type) is true)
group by due.suppressed_by
order by clients desc, due.suppressed_by asc
