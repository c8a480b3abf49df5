with

lines as (

    select * from {{ ref('stg_booking_lines') }}

),

clients as (

    select * from {{ ref('int_clients_matched') }}

),

systems_with_both as (

    select system
    from lines
    where record_kind in ('bookings', 'sales')
    group by system
    having count(distinct record_kind) = 2

),

services_done as (

    -- The list of bookings and the list of sales of one system both name a service that was done.
    -- What makes it the same service: branch, day, client, service; the n-th such booking is the
    -- n-th such sale. Lines that tie are alike in everything that is compared. Both lists write
    -- the client's name as the system has it; a client without one is known by the match.
    select
        lines.line_key,
        lines.record_kind,
        lines.system,
        lines.branch,
        lines.line_date,
        coalesce(lines.name_key, clients.client_key, '') as person,
        lower(lines.service) as service,
        lines.net_amount,
        row_number() over (
            partition by
                lines.system, lines.record_kind, lines.branch, lines.line_date,
                coalesce(lines.name_key, clients.client_key, ''), lower(lines.service)
            order by lines.net_amount, lines.line_key
        ) as nth
    from lines
    inner join systems_with_both
        on lines.system = systems_with_both.system
    left join clients
        on lines.identity_id = clients.identity_id
    where
        lines.record_kind in ('bookings', 'sales')
        and lines.status = 'completed'
        and lines.item_type = 'service'
        and not lines.is_refund

),

same_service as (

    select
        bookings.line_key as booking_line_key,
        sales.line_key as sale_line_key
    from services_done as bookings
    inner join services_done as sales
        on
            bookings.system = sales.system
            and bookings.branch = sales.branch
            and bookings.line_date = sales.line_date
            and bookings.person = sales.person
            and bookings.service = sales.service
            and bookings.nth = sales.nth
            and bookings.record_kind = 'bookings'
            and sales.record_kind = 'sales'

),

left_over as (

    -- The front desk may sell a service by another name than it was booked by. Where a client has
    -- as many such bookings as sales on a day, they are the same, the cheapest with the cheapest.
    select
        services_done.*,
        count(*) over (
            partition by system, record_kind, branch, line_date, person
        ) as lines_left,
        row_number() over (
            partition by system, record_kind, branch, line_date, person
            order by net_amount, service, line_key
        ) as nth_left
    from services_done
    where
        person != ''
        and line_key not in (select same_service.booking_line_key from same_service)
        and line_key not in (select same_service.sale_line_key from same_service)

),

final as (

    select
        booking_line_key,
        sale_line_key
    from same_service

    union all

    select
        bookings.line_key as booking_line_key,
        sales.line_key as sale_line_key
    from left_over as bookings
    inner join left_over as sales
        on
            bookings.system = sales.system
            and bookings.branch = sales.branch
            and bookings.line_date = sales.line_date
            and bookings.person = sales.person
            and bookings.lines_left = sales.lines_left
            and bookings.nth_left = sales.nth_left
            and bookings.record_kind = 'bookings'
            and sales.record_kind = 'sales'

)

select * from final
