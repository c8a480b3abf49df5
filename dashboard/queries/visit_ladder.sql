-- Of those who came once, how many come twice, three, five times? One row per group and step.
select
    group_name,
    step,
    clients,
    reached,
    share,
    share_of_cohort,
    days_seen,
    is_complete
from
    metrics.ladder_groups_of(
        $dimension, $branches, cast($cohorts as date[]), $categories, $days, $staff
    )
order by group_name, step
