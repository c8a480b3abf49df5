with

period as (

    select
        last_day,
        -- The last month that is over on the last day of the data.
        case
            when {{ add_days('last_day', 1) }} = {{ month_of(add_days('last_day', 1)) }}
                then {{ month_of('last_day') }}
            else {{ add_months(month_of('last_day'), -1) }}
        end as last_full_month,
        {{ month_of('last_day') }} as last_month
    from {{ ref('int_data_period') }}

),

months as (

    select
        cohort_month,
        cohort_quarter,
        age_months,
        sum(active_clients) as active_clients,
        sum(revenue) as revenue
    from {{ ref('cohort_cells') }}
    group by cohort_month, cohort_quarter, age_months

),

sizes as (

    -- Everybody came in the first month.
    select
        cohort_month,
        cohort_quarter,
        active_clients as clients
    from months
    where age_months = 0

),

cells as (

    select
        sizes.cohort_month,
        sizes.cohort_quarter,
        sizes.clients,
        {{ months_from_to('sizes.cohort_month', 'period.last_month') }} as month_start,
        period.last_full_month
    from sizes
    cross join period

),

filled as (

    select
        cells.cohort_month,
        cells.cohort_quarter,
        cells.clients,
        cells.month_start,
        cells.last_full_month,
        {{ months_between_starts('cells.cohort_month', 'cells.month_start') }} as age_months,
        coalesce(months.active_clients, 0) as active_clients,
        coalesce(months.revenue, 0) as revenue
    from cells
    left join months
        on
            cells.cohort_month = months.cohort_month
            and {{ months_between_starts('cells.cohort_month', 'cells.month_start') }}
            = months.age_months

),

final as (

    select
        age_months,
        cast(clients as bigint) as clients,
        cast(active_clients as bigint) as active_clients,
        cast(revenue as decimal(18, 2)) as revenue,
        cast(metrics.margin(revenue) as decimal(18, 2)) as margin,
        metrics.arpu(revenue, clients) as arpu,
        metrics.arpu(sum(revenue) over so_far, clients) as cumulative_revenue_per_client,
        metrics.margin(metrics.arpu(sum(revenue) over so_far, clients))
            as cumulative_margin_per_client,
        metrics.share(active_clients, clients) as retention,
        month_start <= last_full_month as is_complete,
        cohort_month,
        cohort_quarter
    from filled
    window so_far as (
        partition by cohort_month order by age_months
        rows between unbounded preceding and current row
    )

)

select * from final
