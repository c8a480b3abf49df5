{# What the clients of a slice brought in each of `months` (a list of first days), one row per month:
   their sums, and those of squares and products over clients, by which a change is told from chance;
   and in each of `known_months` how many new and known clients came again (of other months this may
   be missing, as money may of months that are only there). Of services or staff the lines alone count
   as money. Made when the marts are there, like the slices. #}
{% macro create_month_sums() %}

create or replace macro metrics.month_sums_of(
    months, known_months, branches, client_types, categories, services, staff := null
) as table
with asked as (
    select unnest(list_distinct(list_concat(months, known_months))) as month_start
),
lines as (
    select
        line.month_start,
        line.client_number,
        line.visit_number,
        line.is_refund,
        line.was_rebooked_{{ var('rebooking') }} as was_rebooked,
        line.is_of_known_client,
        coalesce(line.days_until_return <= {{ var('retention_days') }}, false) as returned_in_window,
        cast(line.net_amount as double) as revenue,
        case when line.item_type = 'product' then cast(line.net_amount as double) end
            as product_revenue
    from metrics.lines_of(branches, client_types, categories, services, staff) as line
    where
        coalesce(services, staff) is not null
        and line.month_start in (select asked.month_start from asked)
),
had as (
    -- A refund alone is no visit.
    select
        month_start,
        client_number,
        max(visit_number) filter (where not is_refund) as visit_number,
        bool_or(was_rebooked) filter (where not is_refund) as was_rebooked,
        bool_or(is_of_known_client) filter (where not is_refund) as is_of_known_client,
        bool_or(returned_in_window) filter (where not is_refund) as returned_in_window,
        sum(revenue) as revenue,
        sum(product_revenue) as product_revenue
    from lines
    where client_number is not null
    group by month_start, client_number, lines.visit_number
    union all
    select
        month_start,
        null as client_number,
        null as visit_number,
        null as was_rebooked,
        null as is_of_known_client,
        null as returned_in_window,
        revenue,
        product_revenue
    from lines
    where client_number is null
),
of_services as (
    select
        month_start,
        {{ sums_of_client() }}
    from had
    group by month_start, client_number
),
of_categories as (
    {{ month_sums_of_categories() }}
),
in_branches as (
    select *
    from marts.month_sums as brought
    where
        coalesce(categories, services, staff) is null
        and brought.month_start in (select asked.month_start from asked)
        and (branches is null or list_contains(branches, brought.branch) is true)
        and (client_types is null or list_contains(client_types, brought.client_type) is true)
),
of_branches as (
    select
        month_start,
        sum(revenue) as revenue,
        sum(product_revenue) as product_revenue,
        sum(visits) as visits,
        sum(new_clients) as new_clients,
        sum(first_visits_returned) as first_visits_returned,
        sum(visits_rebooked) as visits_rebooked,
        sum(visits_rebookable) as visits_rebookable,
        sum(known_clients) > 0 as is_known,
        max(last_visit) as last_visit,
        null as line_squares,
        null as product_line_squares
    from in_branches
    where client_number is not null
    group by month_start, client_number
),
summed as (
    select
        month_start,
        {{ sums_of_clients() }}
    from (
        select * from of_services
        union all
        select * from of_branches
    ) as clients
    group by month_start
    union all
    select
        month_start,
        {{ summed_of_clients() | join(',\n        ') }}
    from in_branches
    where client_number is null
    union all
    select
        month_start,
        {{ summed_of_clients() | join(',\n        ') }}
    from of_categories
)
select
    month_start,
    {% for name in summed_of_clients() -%}
    coalesce(sum({{ name }}), 0) as {{ name }}{{ "," if not loop.last }}
    {% endfor -%}
from summed
group by month_start;

{% endmacro %}

{# The same of whole categories, of which hundreds of thousands of clients may have had something: only
   what is squared is taken client by client; what only adds up lies in cells. #}
{% macro month_sums_of_categories() -%}
with visits as (
    select visit.*
    from metrics.visits_of(branches, client_types, categories, null) as visit
    where
        categories is not null
        and coalesce(services, staff) is null
        and visit.month_start in (select unnest(months))
),
paid as (
    select
        line.month_start,
        line.client_number,
        cast(line.net_amount as double) as revenue,
        case when line.item_type = 'product' then cast(line.net_amount as double) end
            as product_revenue
    from metrics.lines_of(branches, client_types, categories, null) as line
    where
        categories is not null
        and coalesce(services, staff) is null
        and line.month_start in (select unnest(months))
),
clients as (
    select
        month_start,
        coalesce(sum(revenue), 0) as revenue,
        coalesce(sum(product_revenue), 0) as product_revenue,
        count(visit_number) as visits
    from (
        select
            paid.*,
            null as visit_number
        from paid
        where client_number is not null
        union all
        select
            month_start,
            client_number,
            null as revenue,
            null as product_revenue,
            visit_number
        from visits
    ) as brought
    group by month_start, client_number
)
select
    month_start,
    sum(revenue) as revenue,
    sum(product_revenue) as product_revenue,
    cast(sum(visits) as bigint) as visits,
    count(*) filter (where visits > 0) as clients,
    sum(revenue * revenue) as revenue_squares,
    sum(product_revenue * product_revenue) as product_squares,
    sum(revenue * product_revenue) as revenue_by_products,
    sum(revenue * visits) as revenue_by_visits,
    cast(sum(visits * visits) as double) as visit_squares,
    coalesce(sum(revenue) filter (where visits > 0), 0) as revenue_of_visitors
from clients
group by month_start
union all by name
select
    month_start,
    sum(revenue) as revenue,
    coalesce(sum(product_revenue), 0) as product_revenue,
    sum(revenue * revenue) as revenue_squares,
    coalesce(sum(product_revenue * product_revenue), 0) as product_squares,
    coalesce(sum(product_revenue * product_revenue), 0) as revenue_by_products
from paid
where client_number is null
group by month_start
union all by name
select
    month_start,
    sum(first_visits) as new_clients,
    sum(first_visits_returned) as first_visits_returned,
    sum(visits_rebooked) as visits_rebooked,
    sum(visits_rebookable) as visits_rebookable,
    sum(known_clients) filter (where month_start in (select unnest(known_months))) as known_clients,
    sum(known_clients_returned) filter (where month_start in (select unnest(known_months)))
        as known_clients_returned
from metrics.visit_cells_of(branches, client_types, categories)
where
    categories is not null
    and coalesce(services, staff) is null
    and month_start in (select asked.month_start from asked)
group by month_start
union all by name
select
    month_start,
    count(*) as known_clients,
    count(*) filter (where returned_in_window) as known_clients_returned
from metrics.visits_followed_elsewhere_of(known_months, branches, client_types, categories)
where
    categories is not null
    and coalesce(services, staff) is null
group by month_start
{%- endmacro %}

{# What one client did in a month, out of visits and of lines that are money alone. Lines without a
   client stand together with their squares. #}
{% macro sums_of_client() -%}
coalesce(sum(revenue), 0) as revenue,
        coalesce(sum(product_revenue), 0) as product_revenue,
        count(visit_number) as visits,
        count(*) filter (where visit_number = 1) as new_clients,
        count(*) filter (where visit_number = 1 and returned_in_window) as first_visits_returned,
        count(*) filter (where was_rebooked) as visits_rebooked,
        count(was_rebooked) as visits_rebookable,
        coalesce(bool_or(is_of_known_client), false) as is_known,
        -- Odd where the client returned after it in time.
        max(2 * visit_number + cast(returned_in_window as integer)) as last_visit,
        case when client_number is null then coalesce(sum(revenue * revenue), 0) end
            as line_squares,
        case when client_number is null then coalesce(sum(product_revenue * product_revenue), 0) end
            as product_line_squares
{%- endmacro %}

{# All clients together. A line is a product or none: where it is, both are the same amount. #}
{% macro sums_of_clients() -%}
sum(revenue) as revenue,
        sum(product_revenue) as product_revenue,
        cast(sum(visits) as bigint) as visits,
        count(*) filter (where visits > 0) as clients,
        cast(sum(new_clients) as bigint) as new_clients,
        cast(sum(first_visits_returned) as bigint) as first_visits_returned,
        cast(sum(visits_rebooked) as bigint) as visits_rebooked,
        cast(sum(visits_rebookable) as bigint) as visits_rebookable,
        count(*) filter (where is_known) as known_clients,
        count(*) filter (where is_known and last_visit % 2 = 1) as known_clients_returned,
        sum(coalesce(line_squares, revenue * revenue)) as revenue_squares,
        sum(coalesce(product_line_squares, product_revenue * product_revenue)) as product_squares,
        sum(coalesce(product_line_squares, revenue * product_revenue)) as revenue_by_products,
        sum(revenue * visits) as revenue_by_visits,
        cast(sum(visits * visits) as double) as visit_squares,
        coalesce(sum(revenue) filter (where visits > 0), 0) as revenue_of_visitors
{%- endmacro %}

{% macro summed_of_clients() -%}
{{ return([
    'revenue', 'product_revenue', 'visits', 'clients', 'new_clients', 'first_visits_returned',
    'visits_rebooked', 'visits_rebookable', 'known_clients', 'known_clients_returned',
    'revenue_squares', 'product_squares', 'revenue_by_products', 'revenue_by_visits',
    'visit_squares', 'revenue_of_visitors',
]) }}
{%- endmacro %}
