{# What clients cost and bring (METHODS §2.1 and §8), shared by models, pages and an analyst's own
   SQL. The margin is salon.toml's share of revenue that is left. #}
{% macro create_value_metrics() %}

create or replace macro metrics.margin(revenue) as
    cast(revenue as double) * {{ var('margin') }};

{# What a group of one kind of loyalty is worth: of those who like the salon and spend elsewhere the
   margin of that, of the others the margin they are expected to bring and may take away. #}
create or replace macro metrics.loyalty_worth(loyalty_type, clv_12m, wallet_gap) as
    case when loyalty_type = 'latent' then metrics.margin(wallet_gap) else clv_12m end;

{# What an amount of so many months ahead is worth today. #}
create or replace macro metrics.discounted(amount, months) as
    amount / pow(1 + {{ var('discount_rate') }}, months / 12.0);

create or replace macro metrics.cac(cost, new_clients) as
    cast(cost as double) / nullif(new_clients, 0);

{# What each further client cost, from one level of spend to the next; empty where more money
   brought nobody more. #}
create or replace macro metrics.marginal_cac(cost_before, new_before, cost, new_clients) as
    case
        when new_clients > new_before
            then cast(cost - cost_before as double) / (new_clients - new_before)
    end;

create or replace macro metrics.ltv_to_cac(ltv, cac) as
    cast(ltv as double) / nullif(cac, 0);

{# What a new client may cost: the value by the ratio aimed at, and no more than what has come back
   by the month aimed at; unknown where either is, which `least` would take for the other. #}
create or replace macro metrics.allowable_cac(ltv, target_ratio, margin_by_target_month) as
    case
        when ltv is not null and margin_by_target_month is not null
            then least(
                cast(ltv as double) / nullif(target_ratio, 0),
                cast(margin_by_target_month as double)
            )
    end;

{# Months until the margin covers the cost, linear inside the first month in which it does: the
   months before it, and the part of it that is needed. What the first month covers takes none. #}
create or replace macro metrics.payback_months(month_reached, margin_before, margin_reached, cac) as
    case
        when month_reached = 0 then 0.0
        else
            month_reached - 1
            + cast(cac - margin_before as double) / nullif(margin_reached - margin_before, 0)
    end;

{# Of errors that have nothing to do with one another. #}
create or replace macro metrics.joint_error(error_1, error_2, error_3) as
    sqrt(pow(error_1, 2) + pow(error_2, 2) + pow(error_3, 2));

{# The doubt about the sum of some clients' values because parameters are estimates: parts of one
   kind go together, parts of different kinds do not. #}
create or replace macro metrics.parameter_error(part_1, part_2, part_3, part_4, part_5, part_6, part_7) as
    sqrt(
        pow(part_1, 2) + pow(part_2, 2) + pow(part_3, 2) + pow(part_4, 2)
        + pow(part_5, 2) + pow(part_6, 2) + pow(part_7, 2)
    );

{% endmacro %}

{# The mean line of cohorts: what clients of one slice brought by age, all months of first visits
   together, each counted by its clients; cells that are not over yet do not count. `cells` has the
   columns of `cohort_cells`, `grid` those of `cohorts`. One row per slice and age. #}
{% macro cohort_lines(cells, grid, slice) -%}
select
    slice_name,
    age_months,
    cohorts,
    clients,
    metrics.arpu(revenue, clients) as arpu,
    metrics.share(active_clients, clients) as retention,
    metrics.margin(metrics.arpu(revenue, clients)) as margin_per_client,
    {{ steady_money('metrics.margin(metrics.arpu(revenue, clients))', 'over so_far') }}
        as cumulative_margin_per_client,
    {{ steady_money(
        'metrics.discounted(metrics.margin(metrics.arpu(revenue, clients)), age_months)', 'over so_far'
    ) }} as discounted_margin_per_client
from (
    select
        sizes.slice_name,
        grid.age_months,
        count(*) as cohorts,
        cast(sum(sizes.clients) as bigint) as clients,
        cast(coalesce(sum(activity.active_clients), 0) as bigint) as active_clients,
        coalesce(sum(activity.revenue), 0) as revenue
    from (
        select
            {{ slice }} as slice_name,
            cohort_month,
            sum(active_clients) as clients
        from {{ cells }}
        where age_months = 0
        group by {{ slice }}, cohort_month
    ) as sizes
    inner join {{ grid }} as grid
        on sizes.cohort_month = grid.cohort_month and grid.is_complete
    left join (
        select
            {{ slice }} as slice_name,
            cohort_month,
            age_months,
            sum(active_clients) as active_clients,
            sum(revenue) as revenue
        from {{ cells }}
        group by {{ slice }}, cohort_month, age_months
    ) as activity
        on
            sizes.slice_name = activity.slice_name
            and sizes.cohort_month = activity.cohort_month
            and grid.age_months = activity.age_months
    group by sizes.slice_name, grid.age_months
) as summed
window so_far as (
    partition by slice_name order by age_months
    rows between unbounded preceding and current row
)
{%- endmacro %}
