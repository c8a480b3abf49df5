with

clients as (

    select * from {{ ref('dim_clients') }}

),

asked as (

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

due as (

    select
        client_key,
        max(
            case state
                when 'lapsed' then 4
                when 'overdue' then 3
                when 'soft_overdue' then 2
                else 1
            end
        ) as place
    from {{ ref('int_calls_due') }}
    group by client_key

),

worth as (

    select * from {{ ref('client_value') }}

),

final as (

    select
        clients.client_key,
        clients.client_number,
        coalesce(worth.value_third, 'unknown') as value_third,
        case due.place
            when 4 then 'lapsed'
            when 3 then 'overdue'
            when 2 then 'soft_overdue'
            when 1 then 'due'
            else 'not_due'
        end as overdue_state,
        {{ suppressed_by('clients', 'asked', 'complaints', 'booked') }} as suppressed_by,
        worth.clv_12m,
        clients.lot
    from clients
    cross join asked
    left join complaints
        on clients.client_key = complaints.client_key
    left join booked
        on clients.client_key = booked.client_key
    left join due
        on clients.client_key = due.client_key
    left join worth
        on clients.client_key = worth.client_key

)

select * from final
