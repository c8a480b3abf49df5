with

due as (

    select * from {{ ref('cadences') }}
    where due_date <= as_of

),

clients as (

    select * from {{ ref('dim_clients') }}

),

consent_asked as (

    -- Whose cards never speak of consent cannot leave anybody out for it.
    select count(marketing_consent) > 0 as is_asked
    from clients

),

complaints as (

    select distinct client_key
    from {{ ref('fct_complaints') }}
    where client_key is not null and closed_at is null

),

booked as (

    -- On the last day of the data itself a booking may still lie ahead.
    select distinct lines.client_key
    from {{ ref('fct_booking_lines') }} as lines
    inner join {{ ref('int_data_period') }} as period
        on lines.line_date >= period.last_day
    where lines.status in ('booked', 'confirmed', 'arrived', 'started')

),

final as (

    select
        due.client_key,
        due.service_category,
        case
            when due.days_since >= due.lapsed_days then 'lapsed'
            when due.days_since >= due.overdue_days then 'overdue'
            when due.days_since >= due.soft_overdue_days then 'soft_overdue'
            else 'due'
        end as state,
        {{ suppressed_by('clients', 'consent_asked', 'complaints', 'booked') }} as suppressed_by,
        due.expected_gap_days,
        due.overdue_score,
        due.last_visit_date,
        due.due_date,
        due.as_of
    from due
    inner join clients
        on due.client_key = clients.client_key
    cross join consent_asked
    left join complaints
        on due.client_key = complaints.client_key
    left join booked
        on due.client_key = booked.client_key

)

select * from final
