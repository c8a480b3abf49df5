-- What does a new client do and bring by age, in the mean? One row per slice and age.
select
    slice_name,
    age_months,
    clients,
    retention,
    arpu,
    margin_per_client,
    cumulative_margin_per_client
from metrics.cohort_lines_of($dimension, $branches, $channels, $categories)
order by slice_name, age_months
