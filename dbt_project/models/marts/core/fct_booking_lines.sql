with

lines as (

    select * from {{ ref('stg_booking_lines') }}

),

pairs as (

    select * from {{ ref('int_lines_paired') }}

),

reconciled as (

    select * from {{ ref('int_systems_reconciled') }}

),

superseded as (

    select * from {{ ref('int_lines_superseded') }}

),

tips as (

    select * from {{ ref('int_tips_spread') }}

),

clients as (

    select * from {{ ref('int_clients_matched') }}

),

categories as (

    select * from {{ ref('int_services_categorised') }}

),

sold_elsewhere as (

    select
        booking_line_key as line_key,
        sale_line_key as money_line_key
    from pairs
    where booking_line_key not in (select reconciled.line_key from reconciled)

    union all

    select
        line_key,
        money_line_key
    from reconciled
    where line_key = kept_line_key and line_key != money_line_key

),

sales_of_bookings as (

    select
        sold_elsewhere.line_key as booking_line_key,
        lines.line_key as sale_line_key,
        lines.system as sale_system,
        lines.booking_ref as sale_ref,
        lines.staff,
        lines.list_amount,
        lines.discount_amount,
        lines.net_amount,
        lines.tax_amount,
        lines.tip_amount
    from sold_elsewhere
    inner join lines
        on sold_elsewhere.money_line_key = lines.line_key

),

final as (

    -- Where bookings and sales, of one system or of two, both hold a service, the booking says when
    -- it was made and what became of it, and the sale says what was paid.
    select
        lines.line_key,
        lines.booking_ref,
        clients.client_key,
        lines.system,
        sales_of_bookings.sale_system,
        sales_of_bookings.sale_ref,
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
        coalesce(tips.tip_amount, sales_of_bookings.tip_amount, lines.tip_amount) as tip_amount,
        lines.is_refund,
        lines.line_date,
        lines.starts_at,
        lines.created_at,
        lines.cancelled_at
    from lines
    left join sales_of_bookings
        on lines.line_key = sales_of_bookings.booking_line_key
    left join tips
        on coalesce(sales_of_bookings.sale_line_key, lines.line_key) = tips.line_key
    left join clients
        on lines.identity_id = clients.identity_id
    left join categories
        on
            lines.service is not distinct from categories.service
            and lines.category_given is not distinct from categories.category_given
            and lines.item_type = categories.item_type
    where lines.line_key not in (select superseded.line_key from superseded)

)

select * from final
