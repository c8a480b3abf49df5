with

lines as (

    select * from {{ ref('fct_booking_lines') }}
    where
        status = 'completed'
        and item_type != 'tip'

),

refunds as (

    select * from lines
    where is_refund

),

sold as (

    -- A booking that was sold goes by two numbers: its own and that of the sale.
    select
        line_key,
        client_key,
        system,
        branch,
        booking_ref,
        line_date
    from lines
    where not is_refund and booking_ref is not null

    union all

    select
        line_key,
        client_key,
        sale_system as system,
        branch,
        sale_ref as booking_ref,
        line_date
    from lines
    where not is_refund and sale_ref is not null

),

refunded_sales as (

    -- The last sale of the same number up to the day of the refund: some systems give one number
    -- to a whole series of bookings. Two clients of one booking are told apart by the line.
    select
        refunds.line_key,
        max(sold.line_date) as visit_date,
        max_by(
            sold.client_key, concat_ws('|', cast(sold.line_date as string), sold.line_key)
        ) as client_key
    from refunds
    inner join sold
        on
            refunds.system = sold.system
            and refunds.branch = sold.branch
            and refunds.booking_ref = sold.booking_ref
            and refunds.line_date >= sold.line_date
    group by refunds.line_key

),

final as (

    select
        lines.line_key,
        lines.booking_ref,
        coalesce(lines.client_key, refunded_sales.client_key) as client_key,
        lines.branch,
        lines.staff,
        lines.service,
        lines.service_category,
        lines.item_type,
        lines.net_amount,
        lines.is_refund,
        coalesce(refunded_sales.visit_date, lines.line_date) as visit_date,
        lines.starts_at
    from lines
    left join refunded_sales
        on lines.line_key = refunded_sales.line_key

)

select * from final
