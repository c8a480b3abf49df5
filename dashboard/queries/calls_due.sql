-- Whom to call, for what and how late? One row per client to call, the first $most of them.
with

ticked as (

    select client_number
    from marts.dim_clients
    where client_key in (select unnest(cast($ticked as varchar[])))

),

calls as (

    select *
    from metrics.calls_of($branches, $client_types, $categories, $services, $staff)
    where
        list_contains($states, state) is true
        and not is_holdout
        and client_number not in (select ticked.client_number from ticked)
    order by
        money_at_risk desc nulls last,
        due_date asc,
        client_number asc
    limit $most

)

select
    call_list.client_key,
    call_list.state,
    call_list.suggested_service,
    call_list.usual_staff,
    call_list.last_branch,
    call_list.last_visit_date,
    call_list.due_date,
    call_list.as_of - call_list.due_date as days_late,
    cast(round(call_list.expected_gap_days) as bigint) as expected_gap_days,
    calls.kinds,
    calls.money_at_risk
from calls
inner join marts.call_list
    on calls.client_number = call_list.client_number and calls.call_rank = call_list.call_rank
order by
    calls.money_at_risk desc nulls last,
    calls.due_date asc,
    calls.client_number asc
