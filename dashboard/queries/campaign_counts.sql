-- Who fits, who is left alone and why? One row per reason, an empty one for those to write to.
select
    suppressed_by,
    count(*) as clients,
    count(*) filter (where lot < $holdout_share) as held_out,
    sum(clv_12m) as clv_12m,
    sum(wallet_gap) as wallet_gap,
    count(wallet_gap) as wallets_known
from
    metrics.campaign_clients_of(
        $quarter, $branches, $client_types, $categories, $services, $staff
    )
where
    ($loyalty_types is null or list_contains($loyalty_types, loyalty_type))
    and ($value_thirds is null or list_contains($value_thirds, value_third))
    and ($wallet_bands is null or list_contains($wallet_bands, wallet_band))
    and ($segments is null or list_contains($segments, rf_segment))
    and ($overdue_states is null or list_contains($overdue_states, overdue_state))
    and ($least_value is null or clv_12m >= $least_value)
group by suppressed_by
order by suppressed_by
