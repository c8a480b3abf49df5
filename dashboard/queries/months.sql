-- Which months have visits or sales? One row per month, the newest first.
select
    month_start,
    max(as_of) as as_of,
    max(as_of) < last_day(month_start) as is_running
from marts.monthly_kpis
where visits > 0 or revenue != 0
group by month_start
order by month_start desc
