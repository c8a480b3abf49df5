-- When was the client $client here, for what, with whom? One row per visit, the newest first.
with

lines as (

    select
        visit_id,
        string_agg(distinct service, ', ' order by service)
        filter (where item_type != 'product') as services,
        string_agg(distinct service, ', ' order by service)
        filter (where item_type = 'product') as products,
        string_agg(distinct staff, ', ' order by staff) as staff
    from marts.fct_visit_lines
    where client_key = $client and not is_refund
    group by visit_id

)

select
    visits.visit_date,
    visits.branch,
    lines.services,
    lines.products,
    lines.staff,
    visits.revenue,
    visits.days_since_previous
from marts.fct_visits as visits
left join lines
    on visits.visit_id = lines.visit_id
where visits.client_key = $client
order by visits.visit_date desc, visits.visit_number desc
