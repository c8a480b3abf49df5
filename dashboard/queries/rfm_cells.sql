-- How many clients and how much money stand in each cell? One row per RFM cell that has clients.
select
    segment,
    r_score,
    f_score,
    m_score,
    count(*) as clients,
    sum(revenue_365d) as revenue
from metrics.rfm_of($branches, $client_types, $categories, $services, $staff)
where quarter_start = $quarter
group by segment, r_score, f_score, m_score
order by segment
