-- How many regular and lost clients, and bookings not kept? One row per month, up to $month.
select
    month_start,
    sum(regular_clients) as regular_clients,
    sum(lost_clients) as lost_clients,
    metrics.no_show_rate(sum(no_shows), sum(completed_appointments)) as no_show_rate,
    metrics.cancellation_rate(
        sum(cancellations), sum(no_shows), sum(completed_appointments)
    ) as cancellation_rate
from marts.monthly_kpis
where
    month_start between $month - interval 24 month and $month
    and ($branches is null or list_contains($branches, branch))
group by month_start
order by month_start
