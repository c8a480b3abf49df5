-- Who is the client $client, and what is known of this person? One row, or none.
with

newest as (

    select *
    from marts.client_quarters
    where client_key = $client
    order by quarter_start desc
    limit 1

),

next_visit as (

    -- Of the kinds of service the client has, the one that is due first.
    select
        client_key,
        min(due_date) as due_date,
        arg_min(service_category, due_date) as due_category
    from marts.cadences
    where client_key = $client and days_since < coalesce(lapsed_days, 2 * expected_gap_days)
    group by client_key

),

booked as (

    select
        line.client_key,
        min(line.starts_at) as booked_at
    from marts.fct_booking_lines as line
    where
        line.client_key = $client
        and line.status in ('booked', 'confirmed', 'arrived', 'started')
        and line.line_date >= (select max(quarter.as_of) from marts.dim_quarters as quarter)
    group by line.client_key

)

select
    contacts.client_name,
    contacts.phone,
    contacts.email,
    contacts.notes,
    clients.gender,
    clients.birth_year,
    clients.home_branch,
    clients.acquisition_channel,
    clients.marketing_consent,
    clients.is_blocked,
    clients.visits,
    clients.revenue,
    clients.first_visit_date,
    clients.last_visit_date,
    metrics.average_check(clients.revenue, clients.visits) as average_check,
    newest.client_type,
    newest.stage,
    newest.visits_365d,
    newest.revenue_365d,
    newest.as_of,
    worth.p_alive,
    worth.clv_12m,
    worth.clv_low,
    worth.clv_high,
    next_visit.due_date,
    next_visit.due_category,
    booked.booked_at,
    clients.client_key in (
        select complaint.client_key
        from marts.fct_complaints as complaint
        where complaint.client_key = $client and complaint.closed_at is null
    ) as has_open_complaint,
    metrics.lot(clients.client_key) as lot
from marts.dim_clients as clients
left join marts.client_contacts as contacts
    on clients.client_key = contacts.client_key
left join newest
    on clients.client_key = newest.client_key
left join marts.client_value as worth
    on clients.client_key = worth.client_key
left join next_visit
    on clients.client_key = next_visit.client_key
left join booked
    on clients.client_key = booked.client_key
where clients.client_key = $client
