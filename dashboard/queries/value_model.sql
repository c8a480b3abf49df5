-- How far can values of clients be trusted? One row, none where nobody ever came.
select
    model,
    reading,
    note,
    frequency_check_correlation,
    is_check_independent,
    holdout_from,
    holdout_k,
    holdout_clients,
    holdout_expected_visits,
    holdout_actual_visits,
    holdout_bias,
    holdout_mae,
    holdout_low,
    holdout_high,
    holdout_low_95,
    holdout_high_95,
    holdout_expected_revenue,
    holdout_actual_revenue,
    holdout_revenue_bias
from marts.value_model
