-- How many regular clients, how many ever, how many came once? One row, as of the quarter $quarter.
with

sliced_clients as (

    select *
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter

)

select
    count(*) as clients,
    count(*) filter (where is_regular) as regular_clients,
    count(*) filter (where visits_to_date = 1) as came_once,
    count(*) filter (where stage = 'first_visit') as came_once_lately,
    metrics.share(regular_clients, clients) as regular_share,
    metrics.share(came_once, clients) as came_once_share
from sliced_clients
