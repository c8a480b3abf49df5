-- Revenue, and the part of it that is products, is one sum wherever it is taken: from staged lines
-- (a service that stands in several lists is worth what its sale says), facts, visits or months.
with

merged as (

    select
        booking_line_key as line_key,
        sale_line_key as money_line_key
    from {{ ref('int_lines_paired') }}
    where
        booking_line_key not in (
            select reconciled.line_key from {{ ref('int_systems_reconciled') }} as reconciled
        )

    union all

    select
        line_key,
        money_line_key
    from {{ ref('int_systems_reconciled') }}

),

without_money as (

    -- What a line is worth, the line says that the money of its service is taken from.
    select line_key
    from merged
    where line_key not in (select paid.money_line_key from merged as paid)

    union all

    select line_key
    from {{ ref('int_lines_superseded') }}
    where line_key not in (select paid.money_line_key from merged as paid)

),

staged as (

    select
        item_type,
        net_amount
    from {{ ref('stg_booking_lines') }}
    where
        status = 'completed'
        and item_type != 'tip'
        and line_key not in (select without_money.line_key from without_money)

),

facts as (

    select
        item_type,
        net_amount
    from {{ ref('fct_booking_lines') }}
    where
        status = 'completed'
        and item_type != 'tip'

),

visit_lines as (

    select * from {{ ref('fct_visit_lines') }}

),

outside_visits as (

    select
        coalesce(sum(net_amount), 0) as revenue,
        coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
    from visit_lines
    where visit_id is null

),

sums as (

    select
        'staged lines' as taken_from,
        coalesce(sum(net_amount), 0) as revenue,
        coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
    from staged

    union all

    select
        'fct_booking_lines' as taken_from,
        coalesce(sum(net_amount), 0) as revenue,
        coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
    from facts

    union all

    select
        'fct_visit_lines' as taken_from,
        coalesce(sum(net_amount), 0) as revenue,
        coalesce(sum(net_amount) filter (where item_type = 'product'), 0) as product_revenue
    from visit_lines

    union all

    select
        'fct_visits' as taken_from,
        coalesce(sum(visits.revenue), 0) + max(outside_visits.revenue) as revenue,
        coalesce(sum(visits.product_revenue), 0) + max(outside_visits.product_revenue)
            as product_revenue
    from outside_visits
    left join {{ ref('fct_visits') }} as visits
        on true

    union all

    select
        'monthly_kpis' as taken_from,
        coalesce(sum(revenue), 0) as revenue,
        coalesce(sum(product_revenue), 0) as product_revenue
    from {{ ref('monthly_kpis') }}

)

select count(*) as places
from sums
having count(distinct revenue) > 1 or count(distinct product_revenue) > 1
