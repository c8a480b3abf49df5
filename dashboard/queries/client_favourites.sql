-- What has the client $client had, how often, with whom last? One row per service or product.
select
    service,
    service_category,
    item_type,
    count(*) as times,
    sum(net_amount) as paid,
    arg_max(staff, (visit_date, line_key)) as staff,
    max(visit_date) as last_visit_date
from marts.fct_visit_lines
where client_key = $client and not is_refund and service is not null
group by service, service_category, item_type
order by times desc, last_visit_date desc, service asc
