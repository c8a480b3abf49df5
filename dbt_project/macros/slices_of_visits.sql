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

{# Visits lie by the mix of their lines, and by that of their categories: mixes are asked, and not the
   lines. The mixes that hold a line of the slice, or a category of it. #}
create or replace macro metrics.line_mixes_of(categories, services, staff) as table
select mix.line_mix
from marts.line_mixes as mix
where
    (categories is null or list_contains(categories, mix.service_category))
    and (services is null or list_contains(services, mix.service))
    and (staff is null or list_contains(staff, mix.staff));

create or replace macro metrics.category_mixes_of(categories) as table
select mix.category_mix
from marts.category_mixes as mix
where list_contains(categories, mix.service_category);

{# A visit belongs to a service, a category and a member of staff if one line in it is of all three
   that are asked for. Which of the parts counts is known before anything is read. #}
create or replace macro metrics.visits_of(branches, client_types, categories, services, staff := null) as table
{{ in_slices('marts.fct_visits', 'branch', '(client_types is null or list_contains(client_types, member.client_type))') }};

{# What one person did in a visit: it belongs to a service that this person did or sold in it. #}
create or replace macro metrics.staff_visits_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_staff_visits as visit
where
    (branches is null or list_contains(branches, visit.branch))
    and (client_types is null or list_contains(client_types, visit.client_type))
    and (staff is null or list_contains(staff, visit.staff))
    and categories is null
    and services is null
union all
select *
from marts.fct_staff_visits as visit
where
    (branches is null or list_contains(branches, visit.branch))
    and (client_types is null or list_contains(client_types, visit.client_type))
    and (staff is null or list_contains(staff, visit.staff))
    and coalesce(categories, services) is not null
    and (visit.line_mix, visit.staff) in (
        select
            mix.line_mix,
            mix.staff
        from marts.line_mixes as mix
        where
            mix.staff is not null
            and (categories is null or list_contains(categories, mix.service_category))
            and (services is null or list_contains(services, mix.service))
    );

{% endmacro %}

{# The rows of a mart of visits that belong to a slice. #}
{% macro in_slices(relation, branch, condition) -%}
select *
from {{ relation }} as member
where
    (branches is null or list_contains(branches, member.{{ branch }}))
    and {{ condition }}
    and categories is null
    and services is null
    and staff is null
union all
select *
from {{ relation }} as member
where
    (branches is null or list_contains(branches, member.{{ branch }}))
    and {{ condition }}
    and categories is not null
    and services is null
    and staff is null
    and member.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
union all
select *
from {{ relation }} as member
where
    (branches is null or list_contains(branches, member.{{ branch }}))
    and {{ condition }}
    and coalesce(services, staff) is not null
    and member.line_mix in (
        select mix.line_mix from metrics.line_mixes_of(categories, services, staff) as mix
    )
{%- endmacro %}
