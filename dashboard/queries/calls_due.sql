-- Whom to call, for what and how late? One row per client to call, the first $most of them.
select
    client_key,
    state,
    suggested_service,
    usual_staff,
    last_branch,
    last_visit_date,
    due_date,
    days_late,
    cast(round(expected_gap_days) as bigint) as expected_gap_days,
    kinds,
    money_at_risk
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
