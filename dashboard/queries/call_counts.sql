-- How many are late by their own rhythm, and what is at risk? One row per state, hold-out and tick.
with

ticked as (

    select client_number
    from marts.dim_clients
    where client_key in (select unnest(cast($ticked as varchar[])))

)

select
    state,
    is_holdout,
    client_number in (select ticked.client_number from ticked) as is_ticked,
    count(*) as clients,
    sum(money_at_risk) as money_at_risk
from metrics.calls_of($branches, $client_types, $categories, $services, $staff)
group by all
order by state, is_holdout, is_ticked
