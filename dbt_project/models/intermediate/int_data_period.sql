with

came as (

    select
        min(visit_date) as first_day,
        max(visit_date) as last_day
    from {{ ref('int_visit_lines') }}

),

missed as (

    select
        min(line_date) as first_day,
        max(line_date) as last_day
    from {{ ref('fct_booking_lines') }}
    where status = 'no_show'

),

answered as (

    select
        min(submitted_date) as first_day,
        max(submitted_date) as last_day
    from {{ ref('stg_survey_responses') }}

),

complained as (

    select
        min(opened_date) as first_day,
        max(opened_date) as last_day
    from {{ ref('stg_complaints') }}

),

final as (

    -- Bookings and sales say how far the data reach: an answer or a complaint after them, or with a
    -- mistyped year, must not make all clients look as if they had stayed away since. Where nobody
    -- came or missed an appointment, answers and complaints are all there is.
    select
        least(
            came.first_day, missed.first_day, answered.first_day, complained.first_day
        ) as first_day,
        coalesce(
            greatest(came.last_day, missed.last_day),
            greatest(answered.last_day, complained.last_day)
        ) as last_day
    from came
    cross join missed
    cross join answered
    cross join complained

)

select * from final
