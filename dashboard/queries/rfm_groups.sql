-- How many clients and how much money in each of the ten named groups? One row per group.
select
    rf_segment,
    count(*) as clients,
    sum(revenue_365d) as revenue
from metrics.rfm_of($branches, $client_types, $categories, $services, $staff)
where quarter_start = $quarter
group by rf_segment
order by clients desc, rf_segment asc
