-- What did the slice earn, and from how many visits? One row per month, two years back from $month.
with

months as (

    select distinct month_start
    from marts.monthly_kpis
    where month_start between $month - interval 24 month and $month

),

money as (

    select
        month_start,
        sum(net_amount) as revenue,
        coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
    from metrics.revenue_of($branches, $client_types, $categories, $services, $staff)
    where month_start between $month - interval 24 month and $month
    group by month_start

),

visits as (

    select
        month_start,
        sum(visits) as visits,
        sum(first_visits) as new_clients
    from
        metrics.visit_counts_of(
            $branches, $client_types, $categories, $services, $staff,
            since := $month - interval 24 month, until := $month
        )
    group by month_start

)

select
    months.month_start,
    coalesce(money.revenue, 0) as revenue,
    coalesce(money.revenue - money.product_revenue, 0) as service_revenue,
    coalesce(money.product_revenue, 0) as product_revenue,
    cast(coalesce(visits.visits, 0) as bigint) as visits,
    cast(coalesce(visits.new_clients, 0) as bigint) as new_clients,
    metrics.average_check(money.revenue, visits.visits) as average_check
from months
left join money
    on months.month_start = money.month_start
left join visits
    on months.month_start = visits.month_start
order by months.month_start
