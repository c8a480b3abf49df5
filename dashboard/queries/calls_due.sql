-- Whom to call, for what and how late? One row per client to call, the first $most of them.
with

calls as (

    select *
    from metrics.calls_of($branches, $client_types, $categories, $services, $staff)
    where
        list_contains($states, state)
        and not is_holdout
        and client_key not in (select unnest(cast($ticked as varchar[])))
    order by
        money_at_risk desc nulls last,
        days_late desc,
        client_key asc
    limit $most

)

select
    calls.client_key,
    contacts.client_name,
    contacts.phone,
    contacts.email,
    calls.state,
    calls.suggested_service,
    calls.usual_staff,
    calls.last_branch,
    calls.last_visit_date,
    calls.due_date,
    calls.days_late,
    calls.expected_gap_days,
    calls.kinds,
    calls.money_at_risk
from calls
left join marts.client_contacts as contacts
    on calls.client_key = contacts.client_key
order by
    calls.money_at_risk desc nulls last,
    calls.days_late desc,
    calls.client_key asc
