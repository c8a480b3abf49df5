-- How loyal are the clients of each kind of service? One row per service category and kind known.
with

mixed as (

    -- There are few mixes of categories and many clients.
    select
        category_mix,
        loyalty_type,
        count(*) as clients
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter
    group by category_mix, loyalty_type

),

counted as (

    -- A client belongs to every kind of service had in the quarter.
    select
        mixes.service_category,
        mixed.loyalty_type,
        sum(mixed.clients) as clients
    from mixed
    inner join marts.category_mixes as mixes
        on mixed.category_mix = mixes.category_mix
    where $categories is null or list_contains($categories, mixes.service_category) is true
    group by mixes.service_category, mixed.loyalty_type

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
