{% set doubles = [
    'revenue', 'product_revenue', 'revenue_squares', 'product_squares', 'revenue_by_products',
    'revenue_by_visits', 'visit_squares', 'revenue_of_visitors',
] %}

with

counted as (

    select
        month_start,
        branch,
        client_type,
        client_number,
        revenue,
        product_revenue,
        visit_number,
        was_rebooked,
        is_of_known_client,
        returned_in_window
    from {{ ref('fct_visits') }}

    union all

    -- Lines of no visit: nobody is named, or it is a day of refunds alone.
    select
        month_start,
        branch,
        client_type,
        client_number,
        net_amount as revenue,
        case when item_type = 'product' then net_amount end as product_revenue,
        null as visit_number,
        null as was_rebooked,
        null as is_of_known_client,
        null as returned_in_window
    from {{ ref('fct_visit_lines') }}
    where visit_id is null

),

client_months as (

    select
        month_start,
        branch,
        client_type,
        client_number,
        {{ sums_of_client() }}
    from counted
    group by month_start, branch, client_type, client_number

),

several_branches as (

    select
        month_start,
        client_number
    from client_months
    where client_number is not null
    group by month_start, client_number
    having count(*) > 1

),

told_apart as (

    -- As decimals, so that squares and sums are exact in whatever order they are added up.
    select
        client_months.month_start,
        client_months.branch,
        client_months.client_type,
        client_months.client_number,
        cast(client_months.revenue as decimal(18, 2)) as revenue,
        cast(client_months.product_revenue as decimal(18, 2)) as product_revenue,
        client_months.visits,
        client_months.new_clients,
        client_months.first_visits_returned,
        client_months.visits_rebooked,
        client_months.visits_rebookable,
        client_months.is_known,
        client_months.last_visit,
        client_months.line_squares,
        client_months.product_line_squares,
        several_branches.client_number is not null as is_in_several_branches
    from client_months
    left join several_branches
        on
            client_months.month_start = several_branches.month_start
            and client_months.client_number = several_branches.client_number

),

together as (

    select
        branch,
        client_type,
        month_start,
        {{ sums_of_clients() }}
    from told_apart
    where not is_in_several_branches
    group by branch, client_type, month_start

),

final as (

    select
        branch,
        client_type,
        null as client_number,
        {% for name in summed_of_clients() -%}
        {{ 'cast(' ~ name ~ ' as double) as ' ~ name if name in doubles else name }},
        {% endfor -%}
        null as last_visit,
        month_start
    from together

    union all

    select
        branch,
        client_type,
        client_number,
        cast(revenue as double) as revenue,
        cast(product_revenue as double) as product_revenue,
        visits,
        cast(visits > 0 as bigint) as clients,
        new_clients,
        first_visits_returned,
        visits_rebooked,
        visits_rebookable,
        cast(is_known as bigint) as known_clients,
        {% for name in summed_of_clients()[9:] -%}
        null as {{ name }},
        {% endfor -%}
        last_visit,
        month_start
    from told_apart
    where is_in_several_branches

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
