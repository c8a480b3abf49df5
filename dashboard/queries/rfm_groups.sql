-- How many clients and how much money in each of the ten named groups? One row per group.
with

sliced_clients as (

    -- A client belongs to the branch of the last visit, and to a service had in the quarter.
    select *
    from marts.rfm
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
    rf_segment,
    count(*) as clients,
    sum(revenue_365d) as revenue
from sliced_clients
group by rf_segment
order by clients desc, rf_segment asc
