-- How many clients and how much money stand in each cell? One row per RFM cell that has clients.
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
    segment,
    r_score,
    f_score,
    m_score,
    count(*) as clients,
    sum(revenue_365d) as revenue
from sliced_clients
group by segment, r_score, f_score, m_score
order by segment
