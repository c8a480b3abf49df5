-- Who is due and must not be called, and why? One row per reason.
with

types as (

    select
        client_key,
        client_type,
        last_branch
    from marts.client_quarters
    where quarter_start = (select max(newest.quarter_start) from marts.client_quarters as newest)

)

select
    due.suppressed_by,
    count(distinct due.client_key) as clients
from marts.call_list_suppressed as due
left join types
    on due.client_key = types.client_key
where
    list_contains($states, due.state)
    and ($categories is null or list_contains($categories, due.service_category))
    and ($branches is null or list_contains($branches, types.last_branch))
    and ($client_types is null or list_contains($client_types, types.client_type))
group by due.suppressed_by
order by clients desc, due.suppressed_by asc
