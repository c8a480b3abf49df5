-- How did the client $client move on the grid of RFM? One row per quarter since the first visit.
select
    dim_quarters.quarter_name,
    rfm.segment,
    rfm.rf_segment,
    rfm.r_score,
    rfm.f_score,
    rfm.m_score,
    rfm.recency_days,
    rfm.frequency,
    rfm.monetary,
    quarters.client_type,
    quarters.stage
from marts.rfm
inner join marts.dim_quarters
    on rfm.quarter_start = dim_quarters.quarter_start
inner join marts.client_quarters as quarters
    on rfm.client_key = quarters.client_key and rfm.quarter_start = quarters.quarter_start
where rfm.client_key = $client
order by rfm.quarter_start desc
