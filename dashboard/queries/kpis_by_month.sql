-- What did the branches earn, and from how many visits? One row per month, two years up to $month.
select
    month_start,
    sum(revenue) as revenue,
    sum(service_revenue) as service_revenue,
    sum(product_revenue) as product_revenue,
    sum(visits) as visits,
    sum(new_clients) as new_clients,
    metrics.average_check(sum(revenue), sum(visits)) as average_check
from marts.monthly_kpis
where
    month_start between $month - interval 24 month and $month
    and ($branches is null or list_contains($branches, branch) is true)
group by month_start
order by month_start
