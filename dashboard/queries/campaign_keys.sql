-- Who is written to, and who is held out? One row per client who may be written to.
select
    client_key,
    lot < $holdout_share as is_held_out
from
    metrics.campaign_clients_of(
        $quarter, $branches, $client_types, $categories, $services, $staff
    )
where
    suppressed_by is null
    and ($loyalty_types is null or list_contains($loyalty_types, loyalty_type))
    and ($value_thirds is null or list_contains($value_thirds, value_third))
    and ($wallet_bands is null or list_contains($wallet_bands, wallet_band))
    and ($segments is null or list_contains($segments, rf_segment))
    and ($overdue_states is null or list_contains($overdue_states, overdue_state))
    and ($least_value is null or clv_12m >= $least_value)
order by client_key
