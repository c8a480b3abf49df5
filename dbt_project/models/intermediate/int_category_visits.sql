with

lines as (

    select * from {{ ref('int_visit_lines') }}
    where
        client_key is not null
        and item_type = 'service'

),

days as (

    -- Two branches on one day are one day of the rhythm; a day of a refund alone is none.
    select
        client_key,
        service_category,
        visit_date,
        sum(net_amount) as revenue
    from lines
    group by client_key, service_category, visit_date
    having count(*) filter (where not is_refund) > 0

),

final as (

    select
        client_key,
        service_category,
        revenue,
        {{ days_between(
            'lag(visit_date) over (partition by client_key, service_category order by visit_date)',
            'visit_date'
        ) }} as gap_days,
        visit_date
    from days

)

select * from final
