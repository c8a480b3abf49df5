with

clients as (

    select * from {{ ref('dim_clients') }}

),

suppressed as (

    select * from {{ ref('int_clients_suppressed') }}

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
        suppressed.suppressed_by,
        worth.clv_12m,
        clients.lot
    from clients
    left join suppressed
        on clients.client_key = suppressed.client_key
    left join due
        on clients.client_key = due.client_key
    left join worth
        on clients.client_key = worth.client_key

)

select * from final
