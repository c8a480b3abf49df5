-- How many are late by their own rhythm, and what is at risk? One row per state, hold-out and tick.
with

calls as (

    select
        *,
        client_key in (select unnest(cast($ticked as varchar[]))) as is_ticked
    from metrics.calls_of($branches, $client_types, $categories, $services, $staff)

)

select
    state,
    is_holdout,
    is_ticked,
    count(*) as clients,
    sum(money_at_risk) as money_at_risk
from calls
group by state, is_holdout, is_ticked
order by state, is_holdout, is_ticked
