{# Cohorts of a slice of the salon, by what the first visit was; lists, or null for all. Made when
   the marts are there, like the slices beside it. #}
{% macro create_cohort_slices() %}

create or replace macro metrics.cohort_cells_of(branches, channels, categories) as table
select *
from marts.cohort_cells as cell
where
    (branches is null or list_contains(branches, cell.branch) is true)
    and (channels is null or list_contains(channels, cell.acquisition_channel))
    and (categories is null or list_contains(categories, cell.first_service_category) is true);

{# One row per month (or quarter, where `period` is 'quarter') of the first visit and age; months of
   age are each client's own, also in a quarter. A cell is complete when it is for all its months. #}
create or replace macro metrics.cohorts_of(period, branches, channels, categories) as table
with cells as (
    select
        cell.cohort_month,
        cell.age_months,
        sum(cell.active_clients) as active_clients,
        sum(cell.revenue) as revenue
    from metrics.cohort_cells_of(branches, channels, categories) as cell
    group by cell.cohort_month, cell.age_months
),
months as (
    select
        case when period = 'quarter' then grid.cohort_quarter else grid.cohort_month end
            as cohort_start,
        grid.age_months,
        grid.is_complete,
        sizes.active_clients as clients,
        coalesce(cells.active_clients, 0) as active_clients,
        coalesce(cells.revenue, 0) as revenue
    from marts.cohorts as grid
    inner join cells as sizes
        on grid.cohort_month = sizes.cohort_month and sizes.age_months = 0
    left join cells
        on grid.cohort_month = cells.cohort_month and grid.age_months = cells.age_months
),
summed as (
    select
        cohort_start,
        age_months,
        max(sum(clients)) over (partition by cohort_start) as clients,
        sum(active_clients) as active_clients,
        sum(revenue) as revenue,
        bool_and(is_complete) and count(*) = max(count(*)) over (partition by cohort_start)
            as is_complete
    from months
    group by cohort_start, age_months
)
select
    cohort_start,
    age_months,
    cast(clients as bigint) as clients,
    cast(active_clients as bigint) as active_clients,
    cast(revenue as double) as revenue,
    metrics.margin(revenue) as margin,
    metrics.arpu(revenue, clients) as arpu,
    metrics.share(active_clients, clients) as retention,
    metrics.arpu(sum(revenue) over so_far, clients) as cumulative_revenue_per_client,
    metrics.margin(metrics.arpu(sum(revenue) over so_far, clients)) as cumulative_margin_per_client,
    is_complete
from summed
window so_far as (
    partition by cohort_start order by age_months
    rows between unbounded preceding and current row
);

{# The mean line by age of each branch, acquisition_channel or first_service_category, or of all. #}
create or replace macro metrics.cohort_lines_of(dimension, branches, channels, categories) as table
with cells as (
    select * from metrics.cohort_cells_of(branches, channels, categories)
)

{% set slice -%}
case dimension
    when 'branch' then branch
    when 'acquisition_channel' then acquisition_channel
    when 'first_service_category' then first_service_category
    else 'all'
end
{%- endset -%}
{{ cohort_lines('cells', 'marts.cohorts', slice) }};

{% endmacro %}
