-- How many clients and how much money in each of the ten named groups? One row per group.
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
    rf_segment,
    count(*) as clients,
    sum(revenue_365d) as revenue
from sliced_clients
group by rf_segment
order by clients desc, rf_segment asc
