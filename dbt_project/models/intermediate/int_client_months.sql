with

visits as (

    select
        client_key,
        branch,
        month_start,
        1 as visits,
        revenue
    from {{ ref('int_visits') }}

),

given_back as (

    -- A day of a refund alone has money and no visit.
    select
        client_key,
        branch,
        month_start,
        0 as visits,
        net_amount as revenue
    from {{ ref('fct_visit_lines') }}
    where visit_id is null and client_key is not null

),

final as (

    select
        client_key,
        branch,
        cast(sum(visits) as bigint) as visits,
        sum(revenue) as revenue,
        month_start
    from (
        select * from visits
        union all
        select * from given_back
    ) as money
    group by client_key, branch, month_start

)

select * from final
