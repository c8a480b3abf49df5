{# The first year of a client: the month of the first visit and twelve more. #}
{% set year = 12 %}

with

costs as (

    select * from {{ ref('int_acquisition_costs') }}

),

lines as (

    {{ cohort_lines(ref('cohort_cells'), ref('cohorts'), 'acquisition_channel') }}

),

ages_seen as (

    select
        cohort_month,
        max(age_months) as last_age
    from {{ ref('cohorts') }}
    where is_complete and age_months <= {{ year }}
    group by cohort_month

),

seen as (

    -- What clients of a month have brought in those months of their first year that are over.
    select
        cells.acquisition_channel as channel,
        cells.cohort_month as month_start,
        ages_seen.last_age,
        {{ steady_money('metrics.discounted(metrics.margin(cells.revenue), cells.age_months)') }}
            as margin
    from {{ ref('cohort_cells') }} as cells
    inner join ages_seen
        on
            cells.cohort_month = ages_seen.cohort_month
            and cells.age_months <= ages_seen.last_age
    group by cells.acquisition_channel, cells.cohort_month, ages_seen.last_age

),

valued as (

    -- Beyond what has been seen of them, the mean line of the channel goes on.
    select
        costs.channel,
        costs.month_start,
        coalesce(metrics.arpu(seen.margin, costs.new_clients), 0)
        + line_of_year.discounted_margin_per_client
        - coalesce(line_so_far.discounted_margin_per_client, 0) as clv_12m,
        line_of_target.cumulative_margin_per_client as margin_by_target_month
    from costs
    left join seen
        on
            costs.channel = seen.channel
            and costs.month_start = seen.month_start
    left join lines as line_of_year
        on
            costs.channel = line_of_year.slice_name
            and line_of_year.age_months = {{ year }}
    left join lines as line_so_far
        on
            costs.channel = line_so_far.slice_name
            and seen.last_age = line_so_far.age_months
    left join lines as line_of_target
        on
            costs.channel = line_of_target.slice_name
            and line_of_target.age_months = {{ var('target_payback_months') }}

),

paid_back as (

    select
        costs.channel,
        costs.month_start,
        min(lines.age_months) as payback_month
    from costs
    inner join lines
        on
            costs.channel = lines.slice_name
            and costs.cac <= lines.cumulative_margin_per_client
    group by costs.channel, costs.month_start

),

final as (

    select
        costs.channel,
        case
            when costs.spend is not null and costs.new_client_discounts is not null
                then 'media and discounts'
            when costs.spend is not null then 'media'
            when costs.acquisition_cost is not null then 'discounts'
            else 'none'
        end as costs_known,
        cast(costs.spend as decimal(18, 2)) as spend,
        cast(costs.new_client_discounts as decimal(18, 2)) as new_client_discounts,
        cast(costs.acquisition_cost as decimal(18, 2)) as acquisition_cost,
        costs.new_clients,
        costs.cac,
        costs.spend_level,
        costs.marginal_cac,
        valued.clv_12m,
        costs.margin_to_date,
        costs.expected_margin_12m,
        metrics.ltv_to_cac(valued.clv_12m, costs.cac) as ltv_to_cac,
        metrics.allowable_cac(
            valued.clv_12m, {{ var('target_ltv_to_cac') }}, valued.margin_by_target_month
        ) as allowable_cac,
        paid_back.payback_month,
        case
            when paid_back.payback_month is not null
                then metrics.payback_months(
                    paid_back.payback_month,
                    line_before.cumulative_margin_per_client,
                    line_reached.cumulative_margin_per_client,
                    costs.cac
                )
        end as payback_months,
        costs.margin_to_date >= costs.cac as is_paid_back,
        costs.month_start
    from costs
    inner join valued
        on
            costs.channel = valued.channel
            and costs.month_start = valued.month_start
    left join paid_back
        on
            costs.channel = paid_back.channel
            and costs.month_start = paid_back.month_start
    left join lines as line_reached
        on
            costs.channel = line_reached.slice_name
            and paid_back.payback_month = line_reached.age_months
    left join lines as line_before
        on
            costs.channel = line_before.slice_name
            and paid_back.payback_month - 1 = line_before.age_months

)

select * from final
