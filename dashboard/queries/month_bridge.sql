-- What is the change in revenue since the month compared with made of? One row per component.
select
    component,
    sum(amount) as amount
from marts.revenue_bridge
where
    month_start = $month
    and against = $against
    and ($branches is null or list_contains($branches, branch) is true)
group by component
order by component
