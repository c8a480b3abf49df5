with

clients as (

    -- Clients of one mix are alike, so that any of them tells what it holds.
    select
        category_mix,
        min(client_number) as client_number,
        min_by(quarter_start, client_number) as quarter_start
    from {{ ref('client_quarters') }}
    where category_mix is not null
    group by category_mix

),

lines as (

    select * from {{ ref('fct_visit_lines') }}
    where not is_refund

),

final as (

    select distinct
        lines.service_category,
        clients.category_mix
    from lines
    inner join clients
        on
            lines.client_number = clients.client_number
            and lines.quarter_start = clients.quarter_start

)

select * from final
