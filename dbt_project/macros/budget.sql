{# What a new client may cost and what a plan brings, for any slice (METHODS §8). Made when the marts
   are there, like the slices. #}
{% macro create_budget_metrics() %}

{# How far the mean of a group lies from what others like them will bring: those seen are few, and
   those to come are few. #}
create or replace macro metrics.planned_error(deviation, seen, planned) as
    deviation * sqrt(1.0 / nullif(seen, 0) + 1.0 / nullif(planned, 0));

create or replace macro metrics.deviation(total, total_squared, members) as
    case
        when members > 1
            then sqrt(greatest(total_squared - pow(total, 2) / members, 0) / (members - 1))
    end;

{# Months that all cost about the same do not say what more money brings. #}
create or replace macro metrics.tells_more_money(lowest_cost, highest_cost) as
    highest_cost >= 1.5 * lowest_cost;

{# What some months leave when each new client is worth what one may cost. It is greatest where the
   next client costs more than that: there marginal_cac passes the allowable. #}
create or replace macro metrics.surplus(new_clients, allowable_cac, cost) as
    new_clients * allowable_cac - cost;

{# What a new client brings in the first year (as `acquisition` says: the mean line), in bands of
   80 and 95 % by the spread of those whose first year is over, and what one may cost. The price
   stands on the lower end of the band of 80 %, also of what has come back by the month aimed at,
   or by the last month seen before it. Of fewer than {{ var('hidden_below_answers') }} clients nothing is said.
   One row per branch, acquisition_channel or first_service_category, or for all. #}
create or replace macro metrics.new_clients_of(
    dimension, branches, channels, categories, target_ratio, target_month
) as table
with spread as (
    select
        case dimension
            when 'branch' then year.branch
            when 'acquisition_channel' then year.acquisition_channel
            when 'first_service_category' then year.first_service_category
            else 'all'
        end as slice_name,
        cast(sum(year.clients) as bigint) as clients,
        metrics.deviation(
            sum(year.discounted_margin), sum(year.discounted_margin_squared), sum(year.clients)
        ) as clv_deviation
    from marts.first_years as year
    where
        (branches is null or list_contains(branches, year.branch) is true)
        and (channels is null or list_contains(channels, year.acquisition_channel))
        and (categories is null or list_contains(categories, year.first_service_category) is true)
    group by slice_name
),
lines as (
    select
        line.slice_name,
        max(line.discounted_margin_per_client) filter (where line.age_months = 12) as clv_12m,
        max_by(line.cumulative_margin_per_client, line.age_months)
            filter (where line.age_months <= target_month) as margin_by_target_month,
        max(line.age_months) as last_age
    from metrics.cohort_lines_of(dimension, branches, channels, categories) as line
    group by line.slice_name
),
known as (
    select
        lines.slice_name,
        coalesce(spread.clients, 0) as clients,
        metrics.reading(coalesce(spread.clients, 0)) as reading,
        case when metrics.reading(coalesce(spread.clients, 0)) <> 'hidden' then lines.clv_12m end
            as clv_12m,
        spread.clv_deviation,
        spread.clv_deviation / sqrt(spread.clients) as clv_error,
        lines.margin_by_target_month,
        lines.last_age
    from lines
    left join spread
        on lines.slice_name = spread.slice_name
),
banded as (
    select
        *,
        case when clv_12m is not null then greatest(clv_12m - 1.281552 * clv_error, 0) end
            as clv_low,
        clv_12m + 1.281552 * clv_error as clv_high,
        case when clv_12m is not null then greatest(clv_12m - 1.959964 * clv_error, 0) end
            as clv_low_95,
        clv_12m + 1.959964 * clv_error as clv_high_95
    from known
)
select
    *,
    case
        when clv_12m is not null
            then metrics.allowable_cac(
                clv_low, target_ratio, margin_by_target_month * clv_low / nullif(clv_12m, 0)
            )
    end as allowable_cac
from banded;

{# The months of a channel by what they cost, in fifths, and what each further client cost. #}
create or replace macro metrics.spend_levels_of(advertised) as table
select
    month.channel,
    month.spend_level,
    count(*) as months,
    cast(avg(month.acquisition_cost) as double) as cost,
    avg(month.new_clients) as new_clients,
    metrics.cac(sum(month.acquisition_cost), sum(month.new_clients)) as cac,
    max(month.marginal_cac) as marginal_cac,
    metrics.tells_more_money(
        min(avg(month.acquisition_cost)) over (partition by month.channel),
        max(avg(month.acquisition_cost)) over (partition by month.channel)
    ) as tells_more_money
from marts.acquisition as month
where month.spend_level is not null and (advertised is null or month.channel = advertised)
group by month.channel, month.spend_level;

{% endmacro %}
