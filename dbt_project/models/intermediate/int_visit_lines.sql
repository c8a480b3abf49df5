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

refunded_sales as (

    -- The last sale of the same number up to the day of the refund: some systems give one number
    -- to a whole series of bookings. Two clients of one booking are told apart by the line.
    select
        refunds.line_key,
        max(lines.line_date) as visit_date,
        max_by(
            lines.client_key, concat_ws('|', cast(lines.line_date as string), lines.line_key)
        ) as client_key
    from refunds
    inner join lines
        on
            refunds.system = lines.system
            and refunds.branch = lines.branch
            and refunds.booking_ref = lines.booking_ref
            and not lines.is_refund
            and refunds.line_date >= lines.line_date
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
