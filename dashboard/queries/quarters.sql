-- Which quarters are there, newest first, and up to which day does each reach? One row per quarter.
select
    quarter_start,
    quarter_name,
    as_of,
    is_complete,
    quarter_start in (
        select cast(date_trunc('quarter', month_start) as date)
        from marts.monthly_kpis
        where visits > 0
    ) as has_visits
from marts.dim_quarters
order by quarter_start desc
