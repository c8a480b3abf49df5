with

visits as (

    select * from {{ ref('int_visits') }}

),

bookings as (

    -- Every line whose making is dated, whatever became of it: a client who rebooks and cancels
    -- later did rebook.
    select
        client_key,
        line_date,
        created_at,
        cast(created_at as date) as created_date
    from {{ ref('fct_booking_lines') }}
    where
        client_key is not null
        and created_at is not null
        and status != 'deleted'
        and not is_refund

),

branches_that_date_bookings as (

    select distinct branch
    from {{ ref('fct_booking_lines') }}
    where created_at is not null

),

bookings_near_a_visit as (

    -- A booking was made on the day of the visit or on the next: with both days written out, the
    -- join is one of equal values.
    select
        *,
        created_date as visit_date
    from bookings

    union all

    select
        *,
        {{ add_days('created_date', -1) }} as visit_date
    from bookings

),

made_soon as (

    select
        visits.visit_id,
        bool_or(bookings.created_date = visits.visit_date) as on_the_day,
        bool_or(
            bookings.created_at <= {{ hours_after('visits.starts_at', 24) }}
        ) as within_24h
    from visits
    inner join bookings_near_a_visit as bookings
        on
            visits.client_key = bookings.client_key
            and visits.visit_date = bookings.visit_date
            and visits.visit_date < bookings.line_date
    group by visits.visit_id

),

ahead as (

    -- For each visit, when the earliest made of the client's later bookings was made.
    select
        client_key,
        line_date,
        min(min(created_at)) over (
            partition by client_key order by line_date desc
            rows between unbounded preceding and current row
        ) as first_created_at,
        lag(line_date) over (partition by client_key order by line_date) as previous_line_date
    from bookings
    group by client_key, line_date

),

booked_ahead as (

    select visits.visit_id
    from visits
    inner join ahead
        on
            visits.client_key = ahead.client_key
            and visits.visit_date < ahead.line_date
            and (ahead.previous_line_date is null or visits.visit_date >= ahead.previous_line_date)
            and {{ hours_after('visits.starts_at', 24) }} >= ahead.first_created_at

),

final as (

    -- Null where the branch's system does not say when a booking was made.
    select
        visits.visit_id,
        case
            when branches_that_date_bookings.branch is not null
                then coalesce(made_soon.on_the_day, false)
        end as was_rebooked_on_the_day,
        case
            when branches_that_date_bookings.branch is not null
                then coalesce(made_soon.within_24h, false)
        end as was_rebooked_within_24h,
        case
            when branches_that_date_bookings.branch is not null
                then booked_ahead.visit_id is not null
        end as was_rebooked_any_future
    from visits
    left join branches_that_date_bookings
        on visits.branch = branches_that_date_bookings.branch
    left join made_soon
        on visits.visit_id = made_soon.visit_id
    left join booked_ahead
        on visits.visit_id = booked_ahead.visit_id

)

select * from final
