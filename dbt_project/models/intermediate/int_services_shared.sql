with

lines as (

    select * from {{ ref('stg_booking_lines') }}

),

pairs as (

    select * from {{ ref('int_lines_paired') }}

),

clients as (

    select * from {{ ref('int_clients_matched') }}

),

systems as (

    -- A salon with one system has nothing to reconcile and pays nothing for it.
    select system
    from lines
    group by system
    qualify count(*) over () > 1

),

services_done as (

    select
        lines.line_key,
        lines.system,
        lines.record_kind,
        lines.branch,
        lines.line_date,
        clients.client_key,
        coalesce(lower(lines.service), '') as service,
        lines.net_amount,
        lines.state_at
    from lines
    inner join systems
        on lines.system = systems.system
    inner join clients
        on lines.identity_id = clients.identity_id
    where
        lines.status = 'completed'
        and lines.item_type = 'service'
        and not lines.is_refund
        and lines.record_kind in ('bookings', 'sales', '')

),

days_in_two_systems as (

    select
        client_key,
        branch,
        line_date
    from services_done
    group by client_key, branch, line_date
    having count(distinct system) > 1

),

final as (

    -- The sale of a booking of the same system is the same line already.
    select
        done.client_key,
        done.branch,
        done.line_date,
        done.system,
        done.service,
        done.line_key,
        done.state_at,
        coalesce(sales.line_key, done.line_key) as money_line_key,
        coalesce(sales.net_amount, done.net_amount) as net_amount,
        pairs.sale_line_key is not null or done.record_kind = 'sales' as is_sold,
        case done.record_kind when 'bookings' then 1 when '' then 2 else 3 end as record_rank
    from services_done as done
    inner join days_in_two_systems as days
        on
            done.client_key = days.client_key
            and done.branch = days.branch
            and done.line_date = days.line_date
    left join pairs
        on done.line_key = pairs.booking_line_key
    left join services_done as sales
        on pairs.sale_line_key = sales.line_key
    where done.line_key not in (select sold.sale_line_key from pairs as sold)

)

select * from final
