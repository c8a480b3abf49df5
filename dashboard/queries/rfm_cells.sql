-- How many clients and how much money stand in each cell? One row per RFM cell that has clients.
with

sliced_clients as (

    select rfm.*
    from marts.rfm
    inner join
        metrics.clients_of($branches, $client_types, $categories, $services, $staff) as clients
        on rfm.client_number = clients.client_number and rfm.quarter_start = clients.quarter_start
    where rfm.quarter_start = $quarter

)

select
    segment,
    r_score,
    f_score,
    m_score,
    count(*) as clients,
    sum(revenue_365d) as revenue
from sliced_clients
group by segment, r_score, f_score, m_score
order by segment
