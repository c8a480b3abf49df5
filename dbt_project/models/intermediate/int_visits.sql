with

lines as (

    select * from {{ ref('int_visit_lines') }}

),

days as (

    -- Refunds were moved to the day of the visit they refund. A day that holds a refund alone is
    -- no visit.
    select
        client_key,
        branch,
        visit_date,
        sum(net_amount) filter (where item_type != 'product') as service_revenue,
        sum(net_amount) filter (where item_type = 'product') as product_revenue,
        min(starts_at) filter (where not is_refund) as starts_at,
        {{ fingerprint(['service_category']) }} filter (where not is_refund)
            as categories_fingerprint
    from lines
    where client_key is not null
    group by client_key, branch, visit_date
    having count(*) filter (where not is_refund) > 0

),

numbered as (

    -- Two branches on one day are two visits, told apart by the hour and then by name.
    select
        *,
        row_number() over (
            partition by client_key order by visit_date, starts_at, branch
        ) as visit_number,
        lag(visit_date) over (
            partition by client_key order by visit_date, starts_at, branch
        ) as previous_visit_date,
        lead(visit_date) over (
            partition by client_key order by visit_date, starts_at, branch
        ) as next_visit_date
    from days

),

final as (

    select
        md5(concat_ws('|', client_key, branch, cast(visit_date as string))) as visit_id,
        client_key,
        branch,
        visit_number,
        {{ days_between('previous_visit_date', 'visit_date') }} as days_since_previous,
        coalesce(service_revenue, 0) as service_revenue,
        coalesce(product_revenue, 0) as product_revenue,
        coalesce(service_revenue, 0) + coalesce(product_revenue, 0) as revenue,
        categories_fingerprint,
        visit_date,
        next_visit_date,
        {{ quarter_of('visit_date') }} as quarter_start,
        {{ month_of('visit_date') }} as month_start,
        starts_at
    from numbered

)

select * from final
