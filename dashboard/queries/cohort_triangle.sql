-- What did those who first came together do since? One row per cohort and age that is over.
select
    cohort_start,
    age_months,
    clients,
    active_clients,
    retention,
    revenue,
    arpu,
    margin,
    cumulative_margin_per_client
from metrics.cohorts_of($period, $branches, $channels, $categories)
where is_complete
order by cohort_start, age_months
