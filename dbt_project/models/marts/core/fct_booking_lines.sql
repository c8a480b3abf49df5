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

categories as (

    select * from {{ ref('int_services_categorised') }}

),

sales_of_bookings as (

    select
        pairs.booking_line_key,
        lines.client_ref,
        lines.staff,
        lines.list_amount,
        lines.discount_amount,
        lines.net_amount,
        lines.tax_amount,
        lines.tip_amount
    from pairs
    inner join lines
        on pairs.sale_line_key = lines.line_key

),

final as (

    -- Where the bookings and the sales of a system both hold a service, the booking says when it
    -- was made and what became of it, and the sale says what was paid.
    select
        lines.line_key,
        lines.booking_ref,
        clients.client_key,
        lines.system,
        lines.record_kind,
        lines.branch,
        coalesce(lines.staff, sales_of_bookings.staff) as staff,
        lines.service,
        categories.service_category,
        lines.item_type,
        lines.status,
        lines.channel,
        lines.cancel_reason,
        cast(lines.quantity as double) as quantity,
        lines.duration_minutes,
        coalesce(sales_of_bookings.list_amount, lines.list_amount) as list_amount,
        coalesce(sales_of_bookings.discount_amount, lines.discount_amount) as discount_amount,
        coalesce(sales_of_bookings.net_amount, lines.net_amount) as net_amount,
        coalesce(sales_of_bookings.tax_amount, lines.tax_amount) as tax_amount,
        coalesce(sales_of_bookings.tip_amount, lines.tip_amount) as tip_amount,
        lines.is_refund,
        lines.line_date,
        lines.starts_at,
        lines.created_at,
        lines.cancelled_at
    from lines
    left join sales_of_bookings
        on lines.line_key = sales_of_bookings.booking_line_key
    left join clients
        on lines.identity_id = clients.identity_id
    left join categories
        on
            lines.service is not distinct from categories.service
            and lines.category_given is not distinct from categories.category_given
            and lines.item_type = categories.item_type
    where lines.line_key not in (select pairs.sale_line_key from pairs)

)

select * from final
