with

lines as (

    select * from {{ ref('int_visit_lines') }}

),

visits as (

    select
        visit_id,
        client_key,
        branch,
        visit_number,
        visit_date
    from {{ ref('int_visits') }}

),

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

final as (

    select
        lines.line_key,
        visits.visit_id,
        lines.client_key,
        client_quarters.client_number,
        lines.branch,
        lines.staff,
        lines.service,
        lines.service_category,
        lines.item_type,
        coalesce(client_quarters.client_type, 'unknown') as client_type,
        client_quarters.last_branch as client_branch,
        visits.visit_number,
        cast(lines.net_amount as decimal(18, 2)) as net_amount,
        lines.is_refund,
        lines.visit_date,
        {{ month_of('lines.visit_date') }} as month_start,
        {{ quarter_of('lines.visit_date') }} as quarter_start
    from lines
    left join visits
        on
            lines.client_key = visits.client_key
            and lines.branch = visits.branch
            and lines.visit_date = visits.visit_date
    left join client_quarters
        on
            lines.client_key = client_quarters.client_key
            and {{ quarter_of('lines.visit_date') }} = client_quarters.quarter_start

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
