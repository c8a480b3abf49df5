-- What will clients bring in 12 months, and how surely? One row per group of the level $level.
select
    group_name,
    clients,
    expected_visits_12m,
    clv_12m,
    clv_per_client,
    metrics.arpu(clv_low, clients) as clv_low,
    metrics.arpu(clv_high, clients) as clv_high,
    metrics.arpu(clv_low_95, clients) as clv_low_95,
    metrics.arpu(clv_high_95, clients) as clv_high_95,
    metrics.arpu(individual_error, clients) as individual_error,
    metrics.arpu(parameter_error, clients) as parameter_error,
    metrics.arpu(model_error, clients) as model_error
from marts.value_groups
where level = $level and clv_12m is not null
order by
    case when level = 'cohort' then group_name end asc,
    clv_per_client desc,
    group_name asc
