-- How far on the way from a first visit to loyalty? One row per stage, as of the quarter $quarter.
with

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select *
    from marts.client_quarters
    where
        quarter_start = $quarter
        and ($branches is null or list_contains($branches, last_branch))
        and ($client_types is null or list_contains($client_types, client_type))
        and (
            ($categories is null and $services is null)
            or (client_key, quarter_start) in (
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
