-- Who stands in the RFM cell $cell? One row per client, the best paying first.
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
    client_contacts.client_name,
    client_contacts.phone,
    sliced_clients.as_of - cast(sliced_clients.recency_days as integer) as last_visit_date,
    sliced_clients.frequency,
    sliced_clients.monetary,
    sliced_clients.revenue_365d
from sliced_clients
left join marts.client_contacts
    on sliced_clients.client_key = client_contacts.client_key
where sliced_clients.segment = $cell
order by
    sliced_clients.revenue_365d desc,
    client_contacts.client_name asc,
    sliced_clients.client_key asc
