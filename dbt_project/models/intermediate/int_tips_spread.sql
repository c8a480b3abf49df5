with

lines as (

    select * from {{ ref('stg_booking_lines') }}

),

tips_of_sales as (

    -- The totals of a sale tell its tip; where they do not, its payments do.
    select
        lines.system,
        lines.booking_ref,
        coalesce(
            nullif(sum(lines.tip_amount) filter (where lines.record_kind = 'sale_totals'), 0),
            sum(lines.tip_amount) filter (where lines.record_kind = 'payments')
        ) as tip_amount
    from lines
    inner join {{ ref('int_lines_superseded') }} as superseded
        on lines.line_key = superseded.line_key
    where
        lines.record_kind in ('sale_totals', 'payments')
        and lines.booking_ref is not null
    group by lines.system, lines.booking_ref

),

sold as (

    -- The lines of those sales: of the list of sales where it has them, else of the bookings.
    select
        lines.line_key,
        lines.system,
        lines.booking_ref,
        lines.net_amount,
        lines.item_type,
        tips_of_sales.tip_amount,
        sum(abs(lines.tip_amount)) over whole_sale != 0
        or bool_or(lines.item_type = 'tip') over whole_sale as has_own_tips,
        lines.record_kind = max(lines.record_kind) over whole_sale as is_finest
    from lines
    inner join tips_of_sales
        on
            lines.system = tips_of_sales.system
            and lines.booking_ref = tips_of_sales.booking_ref
    where
        tips_of_sales.tip_amount != 0
        and lines.record_kind in ('bookings', 'sales')
        and lines.status = 'completed'
        and not lines.is_refund
    window whole_sale as (partition by lines.system, lines.booking_ref)

),

shared as (

    select
        line_key,
        system,
        booking_ref,
        tip_amount as whole_tip,
        cast(
            round(tip_amount * metrics.share(net_amount, sum(net_amount) over whole_sale), 2)
            as decimal(18, 2)
        ) as rounded_tip,
        row_number() over (
            partition by system, booking_ref order by net_amount desc, line_key asc
        ) as nth
    from sold
    where not has_own_tips and is_finest
    window whole_sale as (partition by system, booking_ref)

),

final as (

    -- In proportion to what was paid; the cents that rounding leaves go to the dearest line.
    select
        line_key,
        cast(
            coalesce(rounded_tip, 0)
            + case
                when nth = 1
                    then whole_tip - sum(coalesce(rounded_tip, 0)) over (
                        partition by system, booking_ref
                    )
                else 0
            end as decimal(18, 2)
        ) as tip_amount
    from shared

)

select * from final
