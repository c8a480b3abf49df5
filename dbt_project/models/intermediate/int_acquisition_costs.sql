{# Fifths of the months of a channel by what they cost: noise of single months is evened out. #}
{% set levels = 5 %}

with

months as (

    select
        month_start,
        as_of = {{ add_days(add_months('month_start', 1), -1) }} as is_over
    from {{ ref('int_months') }}

),

spent as (

    select
        channel,
        {{ month_of('spend_date') }} as month_start,
        sum(spend_amount) as spend
    from {{ ref('int_spend_by_day') }}
    group by channel, {{ month_of('spend_date') }}

),

acquired as (

    select
        clients.acquisition_channel as channel,
        clients.cohort_month as month_start,
        count(*) as new_clients,
        sum(clients.first_visit_discount) as new_client_discounts,
        avg(worth.margin_to_date) as margin_to_date,
        avg(worth.clv_12m) as expected_margin_12m
    from {{ ref('int_acquired_clients') }} as clients
    inner join {{ ref('client_value') }} as worth
        on clients.client_key = worth.client_key
    group by clients.acquisition_channel, clients.cohort_month

),

costs as (

    -- What is not known is not 0: without any spend and without a discount there is no cost. Spend
    -- outside the months of visits brought nobody who can be counted.
    select
        coalesce(spent.channel, acquired.channel) as channel,
        coalesce(spent.month_start, acquired.month_start) as month_start,
        spent.spend,
        acquired.new_client_discounts,
        case
            when spent.spend is not null or acquired.new_client_discounts > 0
                then coalesce(spent.spend, 0) + coalesce(acquired.new_client_discounts, 0)
        end as acquisition_cost,
        coalesce(acquired.new_clients, 0) as new_clients,
        acquired.margin_to_date,
        acquired.expected_margin_12m
    from spent
    full join acquired
        on
            spent.channel = acquired.channel
            and spent.month_start = acquired.month_start

),

ranked as (

    -- Equal costs are one level; months that are not over do not say what a month brings.
    select
        costs.channel,
        costs.month_start,
        costs.acquisition_cost,
        costs.new_clients,
        cast(
            ceil(
                {{ levels }} * count(*) over (
                    partition by costs.channel order by costs.acquisition_cost
                    range between unbounded preceding and current row
                ) / cast(count(*) over (partition by costs.channel) as decimal(18, 6))
            ) as bigint
        ) as spend_level
    from costs
    inner join months
        on costs.month_start = months.month_start
    where months.is_over and costs.spend is not null

),

levels as (

    select
        channel,
        spend_level,
        metrics.marginal_cac(
            lag(avg(acquisition_cost)) over by_cost,
            lag(avg(new_clients)) over by_cost,
            avg(acquisition_cost),
            avg(new_clients)
        ) as marginal_cac
    from ranked
    group by channel, spend_level
    window by_cost as (partition by channel order by spend_level)

),

final as (

    select
        costs.channel,
        costs.month_start,
        costs.spend,
        costs.new_client_discounts,
        costs.acquisition_cost,
        costs.new_clients,
        metrics.cac(costs.acquisition_cost, costs.new_clients) as cac,
        ranked.spend_level,
        levels.marginal_cac,
        costs.margin_to_date,
        costs.expected_margin_12m
    from costs
    left join ranked
        on
            costs.channel = ranked.channel
            and costs.month_start = ranked.month_start
    left join levels
        on
            ranked.channel = levels.channel
            and ranked.spend_level = levels.spend_level

)

select * from final
