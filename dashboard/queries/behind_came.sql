-- Who came in $month, and of them $who (came, new, known before it)? One row per client.
with

visits as (

    select
        client_key,
        count(*) as visits,
        bool_or(visit_number = 1) as is_new,
        count(*) filter (where was_rebooked) as visits_rebooked,
        max(visit_date) as last_visit_date,
        min_by(returned_in_window, visit_number) as has_returned_after_first,
        max_by(returned_in_window, visit_number) as has_returned_after_last
    from
        metrics.visits_of(
            $branches, $client_types, $categories, $services, $staff,
            since := $month, until := $month
        )
    group by client_key

),

money as (

    select
        client_key,
        sum(net_amount) as revenue,
        coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
    from metrics.lines_of($branches, $client_types, $categories, $services, $staff)
    where month_start = $month
    group by client_key

)

select
    contacts.client_name,
    contacts.phone,
    visits.last_visit_date,
    visits.visits,
    visits.visits_rebooked,
    coalesce(money.revenue, 0) as revenue,
    coalesce(money.product_revenue, 0) as product_revenue,
    case $who
        when 'new' then visits.has_returned_after_first
        else visits.has_returned_after_last
    end as has_returned,
    count(*) over () as listed
from visits
inner join marts.dim_clients as clients
    on visits.client_key = clients.client_key
left join money
    on visits.client_key = money.client_key
left join marts.client_contacts as contacts
    on visits.client_key = contacts.client_key
where
    $who = 'came'
    or ($who = 'new' and visits.is_new)
    or ($who = 'known' and clients.first_visit_date < $month)
order by revenue desc, visits.client_key asc
limit $most
