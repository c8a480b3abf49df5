{# Ages that nobody has reached yet are taken as these many last ones. #}
{% set last_ages = 3 %}

with

model as (

    select count(*) as forecasts from {{ ref('int_client_forecasts') }}

),

grid as (

    -- Only where there is no model.
    select cohorts.*
    from {{ ref('cohorts') }} as cohorts
    inner join model
        on model.forecasts = 0

),

spent as (

    select
        days.client_key,
        clients.cohort_month,
        {{ months_between_starts('clients.cohort_month', month_of('days.visit_date')) }}
            as age_months,
        cast(sum(days.revenue) as double) as revenue
    from {{ ref('int_client_days') }} as days
    inner join {{ ref('int_acquired_clients') }} as clients
        on days.client_key = clients.client_key
    group by
        days.client_key,
        clients.cohort_month,
        {{ months_between_starts('clients.cohort_month', month_of('days.visit_date')) }}

),

cells as (

    select
        grid.age_months,
        grid.clients,
        coalesce({{ steady_money('spent.revenue') }}, 0) as revenue,
        coalesce({{ steady_money('pow(spent.revenue, 2)') }}, 0) as squares
    from grid
    left join spent
        on
            grid.cohort_month = spent.cohort_month
            and grid.age_months = spent.age_months
    where grid.is_complete and grid.age_months > 0
    group by grid.cohort_month, grid.age_months, grid.clients

),

ages as (

    select
        age_months,
        sum(clients) as clients,
        {{ steady_money('revenue') }} as revenue,
        {{ steady_money('squares') }} as squares,
        max(age_months) over () - age_months < {{ last_ages }} as is_last
    from cells
    group by age_months

),

curve as (

    select
        age_months,
        clients,
        clients as people,
        revenue,
        squares
    from ages

    union all

    -- The same clients stand in several ages.
    select
        cast(null as bigint) as age_months,
        sum(clients) as clients,
        max(clients) as people,
        {{ steady_money('revenue') }} as revenue,
        {{ steady_money('squares') }} as squares
    from ages
    where is_last

),

spread as (

    select
        age_months,
        metrics.margin(metrics.arpu(revenue, clients)) as margin,
        metrics.margin(
            sqrt(greatest(squares / nullif(clients, 0) - pow(revenue / nullif(clients, 0), 2), 0))
        ) as deviation,
        people
    from curve

),

ahead as (

    -- The months to come of clients who stand in each age.
    select
        now.age_months,
        months.month_number,
        coalesce(own.margin, later.margin) as margin,
        coalesce(own.deviation, later.deviation) as deviation,
        coalesce(own.people, later.people) as people
    from (select distinct age_months from grid) as now
    cross join (
        values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)
    ) as months (month_number)
    left join spread as own
        on own.age_months = now.age_months + months.month_number
    inner join spread as later
        on later.age_months is null

),

final as (

    -- Months are added up as if a client had a good or a bad year throughout: the widest band.
    select
        age_months,
        greatest({{ steady_money('margin') }}, 0) as expected_margin_12m,
        greatest({{ steady_money('metrics.discounted(margin, month_number)') }}, 0) as clv_12m,
        {{ steady_money('metrics.discounted(deviation, month_number)') }} as individual_error,
        {{ steady_money('metrics.discounted(deviation / sqrt(people), month_number)') }}
            as parameter_error
    from ahead
    where margin is not null
    group by age_months

)

select * from final
