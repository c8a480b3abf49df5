with

booked as (

    select * from {{ ref('fct_booking_lines') }}
    where
        record_kind in ('bookings', '')
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

lines as (

    -- A booking of two services is one appointment; a series of bookings under one number is one
    -- on each of its days.
    select
        system,
        branch,
        line_date,
        status,
        coalesce(booking_ref, line_key) as appointment
    from booked
    where system in (select systems_that_tell.system from systems_that_tell)

),

appointments as (

    -- Somebody who came for one of two booked services did come.
    select
        branch,
        line_date,
        case
            when bool_or(status = 'completed') then 'completed'
            when bool_or(status = 'no_show') then 'no_show'
            else 'cancelled'
        end as status
    from lines
    group by system, branch, line_date, appointment

),

final as (

    select
        {{ month_of('line_date') }} as month_start,
        branch,
        count(*) filter (where status = 'completed') as completed_appointments,
        count(*) filter (where status = 'no_show') as no_shows,
        count(*) filter (where status = 'cancelled') as cancellations
    from appointments
    group by {{ month_of('line_date') }}, branch

)

select * from final
