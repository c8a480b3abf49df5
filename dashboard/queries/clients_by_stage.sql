-- How far on the way from a first visit to loyalty? One row per stage, as of the quarter $quarter.
with

last_visits as (

    select
        client_key,
        visit_date,
        max_by(branch, visit_number) as branch
    from marts.fct_visits
    group by client_key, visit_date

),

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select client_quarters.*
    from marts.client_quarters
    inner join last_visits
        on
            client_quarters.client_key = last_visits.client_key
            and last_visits.visit_date
            = client_quarters.as_of - cast(client_quarters.recency_days as integer)
    where
        client_quarters.quarter_start = $quarter
        and ($branches is null or list_contains($branches, last_visits.branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and (
            ($categories is null and $services is null)
            or (client_quarters.client_key, quarter_start) in (
                select
                    client_key,
                    quarter_start
                from marts.fct_visit_lines
                where
                    not is_refund
                    and ($categories is null or list_contains($categories, service_category))
                    and ($services is null or list_contains($services, lower(service)))
            )
        )

)

select
    stage,
    count(*) as clients
from sliced_clients
group by stage
order by stage
