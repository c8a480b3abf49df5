with

lines as (

    select * from {{ ref('stg_booking_lines') }}

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
    -- n-th such sale. Lines that tie are alike in everything that is compared.
    select
        line_key,
        record_kind,
        system,
        branch,
        line_date,
        coalesce(name_key, '') as name_key,
        lower(service) as service,
        row_number() over (
            partition by
                system, record_kind, branch, line_date, coalesce(name_key, ''), lower(service)
            order by net_amount, line_key
        ) as nth
    from lines
    where
        system in (select system from systems_with_both)
        and record_kind in ('bookings', 'sales')
        and status = 'completed'
        and item_type = 'service'
        and not is_refund

),

final as (

    select
        bookings.line_key as booking_line_key,
        sales.line_key as sale_line_key
    from services_done as bookings
    inner join services_done as sales
        on
            bookings.system = sales.system
            and bookings.branch = sales.branch
            and bookings.line_date = sales.line_date
            and bookings.name_key = sales.name_key
            and bookings.service = sales.service
            and bookings.nth = sales.nth
            and bookings.record_kind = 'bookings'
            and sales.record_kind = 'sales'

)

select * from final
