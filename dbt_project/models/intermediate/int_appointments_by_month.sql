with

lines as (

    -- Only lists of bookings know who did not come. A booking of two services is one appointment.
    select
        month_start,
        branch,
        status,
        coalesce(booking_ref, line_key) as appointment
    from (
        select
            *,
            {{ month_of('line_date') }} as month_start
        from {{ ref('fct_booking_lines') }}
    ) as dated
    where
        record_kind != 'sales'
        and item_type = 'service'
        and not is_refund
        and status in ('completed', 'no_show', 'cancelled')

),

appointments as (

    -- Somebody who came for one of two booked services did come.
    select
        month_start,
        branch,
        appointment,
        case
            when bool_or(status = 'completed') then 'completed'
            when bool_or(status = 'no_show') then 'no_show'
            else 'cancelled'
        end as status
    from lines
    group by month_start, branch, appointment

),

final as (

    select
        month_start,
        branch,
        count(*) filter (where status = 'completed') as completed_appointments,
        count(*) filter (where status = 'no_show') as no_shows,
        count(*) filter (where status = 'cancelled') as cancellations
    from appointments
    group by month_start, branch

)

select * from final
