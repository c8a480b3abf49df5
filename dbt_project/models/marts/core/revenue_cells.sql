with

lines as (

    select * from {{ ref('fct_visit_lines') }}

),

final as (

    select
        branch,
        staff,
        lower(service) as service,
        service_category,
        item_type,
        client_type,
        count(*) as lines,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        month_start,
        quarter_start
    from lines
    group by
        branch, staff, lower(service), service_category, item_type, client_type, month_start,
        quarter_start

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
