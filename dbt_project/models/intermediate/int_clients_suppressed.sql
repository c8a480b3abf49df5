with

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
        clients.client_key,
        -- The first reason that fits.
        case
            when clients.is_blocked then 'blocked'
            when not clients.marketing_consent then 'consent_refused'
            when clients.marketing_consent is null and consent_asked.is_asked then 'consent_unknown'
            when complaints.client_key is not null then 'open_complaint'
            when booked.client_key is not null then 'booked_ahead'
        end as suppressed_by
    from clients
    cross join consent_asked
    left join complaints
        on clients.client_key = complaints.client_key
    left join booked
        on clients.client_key = booked.client_key

)

select * from final
where suppressed_by is not null
