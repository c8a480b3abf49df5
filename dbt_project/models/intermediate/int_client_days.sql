with

lines as (

    select * from {{ ref('int_visit_lines') }}
    where client_key is not null

),

visits as (

    select
        client_key,
        visit_date,
        count(*) as visits
    from {{ ref('int_visits') }}
    group by client_key, visit_date

),

money as (

    select
        client_key,
        visit_date,
        sum(net_amount) as revenue,
        {{ fingerprint(['service_category']) }} filter (where not is_refund)
            as categories_fingerprint
    from lines
    group by client_key, visit_date

),

final as (

    -- A day of a refund alone has money and no visit.
    select
        money.client_key,
        coalesce(visits.visits, 0) as visits,
        money.revenue,
        money.categories_fingerprint,
        money.visit_date
    from money
    left join visits
        on
            money.client_key = visits.client_key
            and money.visit_date = visits.visit_date

)

select * from final
