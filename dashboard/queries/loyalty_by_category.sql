-- How loyal are the clients of each kind of service? One row per service category and kind known.
with

sliced_clients as (

    select
        client_number,
        loyalty_type
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter

),

had as (

    -- A client belongs to every kind of service had in the quarter.
    select distinct
        client_number,
        service_category
    from metrics.lines_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter and not is_refund

),

counted as (

    select
        had.service_category,
        sliced_clients.loyalty_type,
        count(*) as clients
    from had
    inner join sliced_clients
        on had.client_number = sliced_clients.client_number
    group by had.service_category, sliced_clients.loyalty_type

),

summed as (

    select
        *,
        sum(clients) over (partition by service_category) as clients_of_category,
        sum(clients) filter (where loyalty_type != 'unknown')
            over (partition by service_category) as clients_known
    from counted

)

select
    service_category,
    loyalty_type,
    clients,
    clients_known,
    clients_of_category,
    metrics.share(clients, clients_known) as share_of_known,
    metrics.reading(clients_known) as reading
from summed
where loyalty_type != 'unknown'
order by clients_known desc, service_category asc, loyalty_type asc
