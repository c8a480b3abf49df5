-- Which closed months up to $month are not what they were? One row per month, branch and figure.
select
    month_start,
    branch,
    metric,
    value_then,
    value_now,
    reason,
    late_rows,
    changed_rows,
    definition_then,
    definition_now,
    published_at
from marts.kpi_revisions
where
    month_start between $month - interval 24 month and $month
    and ($branches is null or list_contains($branches, branch) is true)
order by month_start desc, branch asc, metric asc
