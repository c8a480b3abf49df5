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

clients as (

    select
        client_key,
        cohort_month
    from {{ ref('int_first_visits') }}

),

cohort_sizes as (

    select
        cohort_month,
        count(*) as clients
    from clients
    group by cohort_month

),

activity as (

    select
        client_key,
        {{ month_of('visit_date') }} as month_start,
        sum(visits) as visits,
        sum(revenue) as revenue
    from {{ ref('int_client_days') }}
    group by client_key, {{ month_of('visit_date') }}

),

months as (

    select
        clients.cohort_month,
        {{ months_between_starts('clients.cohort_month', 'activity.month_start') }} as age_months,
        count(*) filter (where activity.visits > 0) as active_clients,
        sum(activity.revenue) as revenue
    from activity
    inner join clients
        on activity.client_key = clients.client_key
    where activity.month_start >= clients.cohort_month
    group by
        clients.cohort_month,
        {{ months_between_starts('clients.cohort_month', 'activity.month_start') }}

),

cells as (

    select
        cohort_sizes.cohort_month,
        cohort_sizes.clients,
        {{ months_from_to('cohort_sizes.cohort_month', 'period.last_month') }} as month_start,
        period.last_full_month
    from cohort_sizes
    cross join period

),

filled as (

    select
        cells.cohort_month,
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
        clients,
        active_clients,
        cast(revenue as decimal(18, 2)) as revenue,
        metrics.arpu(revenue, clients) as arpu,
        metrics.arpu(
            sum(revenue) over (
                partition by cohort_month order by age_months
                rows between unbounded preceding and current row
            ),
            clients
        ) as cumulative_revenue_per_client,
        metrics.share(active_clients, clients) as retention,
        month_start <= last_full_month as is_complete,
        cohort_month
    from filled

)

select * from final
