{# Booking lines, their revenue and visits that belong to a slice (see `slices.sql`). #}
{% macro create_slices_of_visits() %}

{# Lines count in a slice by what they are. #}
create or replace macro metrics.lines_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_visit_lines as line
where
    (branches is null or list_contains(branches, line.branch))
    and (client_types is null or list_contains(client_types, line.client_type))
    and (categories is null or list_contains(categories, line.service_category))
    and (services is null or list_contains(services, lower(line.service)))
    and (staff is null or list_contains(staff, line.staff));

{# The revenue of what `lines_of` holds, in few rows: by month, quarter, branch, client_type and
   item_type it can be summed. #}
create or replace macro metrics.revenue_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.revenue_cells as cell
where
    (branches is null or list_contains(branches, cell.branch))
    and (client_types is null or list_contains(client_types, cell.client_type))
    and (categories is null or list_contains(categories, cell.service_category))
    and (services is null or list_contains(services, cell.service))
    and (staff is null or list_contains(staff, cell.staff));

{# Visits lie by the mix of the categories of their lines: for categories mixes are asked, and not the
   lines. The mixes that hold a line of one of the categories. #}
create or replace macro metrics.category_mixes_of(categories) as table
select mix.category_mix
from marts.category_mixes as mix
where list_contains(categories, mix.service_category);

{# A visit belongs to a service, a category and a member of staff if one line in it is of all three
   that are asked for. Which of the parts counts is known before anything is read. With
   `since` and `until`, the first days of two months, nothing before and after is read. #}
create or replace macro metrics.visits_of(
    branches, client_types, categories, services, staff := null, since := null, until := null
) as table
{{ in_slices('marts.fct_visits', 'branch', '(client_types is null or list_contains(client_types, member.client_type))', 'member.visit_number') }};

{# Visits of branches, types and categories counted beforehand, in rows that can be summed. #}
create or replace macro metrics.visit_cells_of(
    branches, client_types, categories, since := null, until := null
) as table
select *
from marts.visit_cells as cell
where
    (branches is null or list_contains(branches, cell.branch))
    and (client_types is null or list_contains(client_types, cell.client_type))
    and (since is null or cell.month_start >= since)
    and (until is null or cell.month_start <= until)
    and (
        categories is null
        or cell.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
    );

{# How many visits `visits_of` holds, and how many of them were a client's first, in few rows: by month
   they can be summed. Of services and staff the lines tell them, so that no visits are read. #}
create or replace macro metrics.visit_counts_of(
    branches, client_types, categories, services, staff := null, since := null, until := null
) as table
select
    month_start,
    visits,
    first_visits
from metrics.visit_cells_of(branches, client_types, categories, since := since, until := until)
where coalesce(services, staff) is null
union all
select
    month_start,
    count(*) as visits,
    count(*) filter (where visit_number = 1) as first_visits
from (
    select
        line.month_start,
        line.visit_number
    from metrics.lines_of(branches, client_types, categories, services, staff) as line
    where
        coalesce(services, staff) is not null
        and line.visit_number is not null
        and (since is null or line.month_start >= since)
        and (until is null or line.month_start <= until)
    group by line.month_start, line.client_number, line.visit_number
    having bool_or(not line.is_refund)
) as had
group by month_start;

{# The same visits of some quarters, each with the `amount` that what is asked for brought in it. #}
create or replace macro metrics.visits_paid_of(
    quarters, branches, client_types, categories, services, staff := null
) as table
{{ paid_in_slices('marts.fct_visits', ['client_number', 'visit_number'], 'revenue') }};

{# What one person did in a visit: it belongs to a service that this person did or sold in it, and
   the `amount` is of that. #}
create or replace macro metrics.staff_visits_of(
    quarters, branches, client_types, categories, services, staff := null
) as table
{{ paid_in_slices('marts.fct_staff_visits', ['staff', 'client_number', 'visit_number'], 'own_amount') }};

{% endmacro %}

{# The rows of a mart of visits, `number` of their clients, that belong to a slice. #}
{% macro in_slices(relation, branch, condition, number) -%}
{%- set everywhere -%}
(branches is null or list_contains(branches, member.{{ branch }}))
    and (since is null or member.month_start >= since)
    and (until is null or member.month_start <= until)
    and {{ condition }}
{%- endset -%}
select *
from {{ relation }} as member
where
    {{ everywhere }}
    and categories is null
    and services is null
    and staff is null
union all
select *
from {{ relation }} as member
where
    {{ everywhere }}
    and categories is not null
    and services is null
    and staff is null
    and member.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
union all
select member.*
from {{ relation }} as member
inner join (
    -- Grouped, and not made distinct: the engine then expects few of them, and joins these to the
    -- visits, not the visits to these.
    select
        line.client_number,
        line.visit_number
    from marts.fct_visit_lines as line
    where
        (since is null or line.month_start >= since)
        and (until is null or line.month_start <= until)
        and (categories is null or list_contains(categories, line.service_category))
        and (services is null or list_contains(services, lower(line.service)))
        and (staff is null or list_contains(staff, line.staff))
    group by line.client_number, line.visit_number
    having bool_or(not line.is_refund)
) as had
    on member.client_number = had.client_number and {{ number }} = had.visit_number
where
    {{ everywhere }}
    and coalesce(services, staff) is not null
{%- endmacro %}

{# The rows of a mart of visits or of parts of visits, told by their `keys`, with the money that the
   lines of the slice brought: of whole visits, `revenue` holds it. #}
{% macro paid_in_slices(relation, keys, revenue) -%}
{%- set asked = 'coalesce(categories, services)' if 'staff' in keys else 'coalesce(categories, services, staff)' -%}
{%- set everywhere -%}
list_contains(quarters, visit.quarter_start)
    and (branches is null or list_contains(branches, visit.branch))
    and (client_types is null or list_contains(client_types, visit.client_type))
{%- endset -%}
select
    visit.*,
    cast(visit.{{ revenue }} as double) as amount
from {{ relation }} as visit
where
    {{ everywhere }}
    {%- if 'staff' in keys %}
    and (staff is null or list_contains(staff, visit.staff))
    {%- endif %}
    and {{ asked }} is null
union all
select
    visit.*,
    had.amount
from {{ relation }} as visit
inner join (
    select
        line.{{ keys | join(',\n        line.') }},
        cast(sum(line.net_amount) as double) as amount
    from marts.fct_visit_lines as line
    where
        list_contains(quarters, line.quarter_start)
        and (categories is null or list_contains(categories, line.service_category))
        and (services is null or list_contains(services, lower(line.service)))
        and (staff is null or list_contains(staff, line.staff))
    group by line.{{ keys | join(', line.') }}
    having bool_or(not line.is_refund)
) as had
    on
        {% for key in keys -%}
        {{ 'and ' if not loop.first }}visit.{{ key }} = had.{{ key }}
        {% endfor %}
where
    {{ everywhere }}
    and {{ asked }} is not null
{%- endmacro %}
