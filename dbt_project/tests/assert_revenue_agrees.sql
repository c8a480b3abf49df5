-- Revenue, and the part of it that is products, is one sum wherever it is taken: from staged lines
-- (a booking with a sale is worth what was sold), facts, visits or months.
with

staged as (

    select
        item_type,
        net_amount
    from {{ ref('stg_booking_lines') }}
    where
        status = 'completed'
        and item_type != 'tip'
        and line_key not in (
            select pairs.booking_line_key from {{ ref('int_lines_paired') }} as pairs
        )

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
