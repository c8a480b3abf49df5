-- How far on the way from a first visit to loyalty? One row per stage, as of the quarter $quarter.
with

sliced_clients as (

    select *
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter

)

select
    stage,
    count(*) as clients
from sliced_clients
group by stage
order by stage
