-- Which is the last month with visits or sales in the chosen quarters? One row, or none.
select
    month_start,
    max(as_of) as as_of,
    max(as_of) < last_day(month_start) as is_running
from marts.monthly_kpis
where
    list_contains($quarters, cast(date_trunc('quarter', month_start) as date))
    and (visits > 0 or revenue != 0)
group by month_start
order by month_start desc
limit 1
