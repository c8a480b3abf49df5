with

booked as (

    select * from {{ ref('fct_booking_lines') }}
    where
        record_kind not in ('sales', 'sale_totals', 'payments')
        and item_type = 'service'
        and not is_refund
        and status in ('completed', 'no_show', 'cancelled')

),

systems_that_tell as (

    -- A list of bookings knows who did not come. A file of which we cannot say what it lists knows
    -- it if it ever said so; otherwise "nobody missed an appointment" would be a guess.
    select distinct system
    from booked
    where record_kind = 'bookings' or status != 'completed'

),

usual_prices as (

    select
        lower(service) as service,
        -- A decimal, as the prices beside it: sums then do not hang on the order of adding up.
        cast(avg(net_amount) as decimal(38, 9)) as usual_price
    from booked
    where status = 'completed' and net_amount > 0
    group by lower(service)

),

lines as (

    -- A booking of two services is one appointment; a series of bookings under one number is one
    -- on each of its days. Many systems price what did not happen at nothing; then the list price
    -- speaks, or what the service usually earns.
    select
        booked.system,
        booked.branch,
        booked.client_key,
        coalesce(booked.booking_ref, booked.line_key) as appointment,
        booked.status,
        coalesce(
            case when booked.net_amount > 0 then booked.net_amount end,
            case when booked.list_amount > 0 then booked.list_amount - booked.discount_amount end,
            usual_prices.usual_price
        ) as amount,
        booked.line_date,
        least(coalesce(cast(booked.cancelled_at as date), booked.line_date), booked.line_date)
            as cancelled_date
    from booked
    left join usual_prices
        on lower(booked.service) = usual_prices.service
    where booked.system in (select systems_that_tell.system from systems_that_tell)

),

final as (

    -- Somebody who came for one of two booked services did come.
    select
        md5(concat_ws('|', system, branch, appointment, cast(line_date as string)))
            as appointment_id,
        branch,
        max(client_key) as client_key,
        case
            when bool_or(status = 'completed') then 'completed'
            when bool_or(status = 'no_show') then 'no_show'
            else 'cancelled'
        end as status,
        cast(coalesce(sum(amount), 0) as decimal(18, 2)) as amount,
        line_date,
        min(cancelled_date) as cancelled_date
    from lines
    group by system, branch, line_date, appointment

)

select * from final
