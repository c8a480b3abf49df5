{# Booking lines, their revenue and visits that belong to a slice (see `slices.sql`). #}
{% macro create_slices_of_visits() %}

{# Lines count in a slice by what they are. #}
create or replace macro metrics.lines_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_visit_lines as line
where
    (branches is null or list_contains(branches, line.branch) is true)
    and (client_types is null or list_contains(client_types, line.client_type) is true)
    and (categories is null or list_contains(categories, line.service_category) is true)
    and (services is null or list_contains(services, lower(line.service)))
    and (staff is null or list_contains(staff, line.staff) is true);

{# The revenue of what `lines_of` holds, in few rows: by month, quarter, branch, client_type and
   item_type it can be summed. #}
create or replace macro metrics.revenue_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.revenue_cells as cell
where
    (branches is null or list_contains(branches, cell.branch) is true)
    and (client_types is null or list_contains(client_types, cell.client_type) is true)
    and (categories is null or list_contains(categories, cell.service_category) is true)
    and (services is null or list_contains(services, cell.service))
    and (staff is null or list_contains(staff, cell.staff) is true);

{# Visits lie by the mix of the categories of their lines: for categories mixes are asked, and not the
   lines. The mixes that hold a line of one of the categories. #}
create or replace macro metrics.category_mixes_of(categories) as table
select mix.category_mix
from marts.category_mixes as mix
where list_contains(categories, mix.service_category) is true;

{# A visit belongs to a service, a category and a member of staff if one line in it is of all three
   that are asked for. Which of the parts counts is known before anything is read. With
   `since` and `until`, the first days of two months, nothing before and after is read. #}
create or replace macro metrics.visits_of(
    branches, client_types, categories, services, staff := null, since := null, until := null
) as table
{{ in_slices('marts.fct_visits', 'branch', '(client_types is null or list_contains(client_types, member.client_type) is true)', 'member.visit_number') }};

{# The same visits of services, staff and categories by the lines alone: when, whose and what became of
   them, with the `amount` that the lines of the slice brought. #}
create or replace macro metrics.visits_by_lines_of(
    branches, client_types, categories, services, staff := null, since := null, until := null
) as table
select
    line.month_start,
    line.quarter_start,
    line.client_number,
    line.visit_number,
    any_value(line.branch) as branch,
    any_value(line.client_type) as client_type,
    bool_or(line.was_rebooked_on_the_day) as was_rebooked_on_the_day,
    bool_or(line.was_rebooked_within_24h) as was_rebooked_within_24h,
    bool_or(line.was_rebooked_any_future) as was_rebooked_any_future,
    bool_or(line.was_rebooked_{{ var('rebooking') }}) as was_rebooked,
    max(line.days_until_return) as days_until_return,
    max(line.days_observed) as days_observed,
    max(line.days_observed) >= {{ var('retention_days') }} as has_return_window,
    coalesce(max(line.days_until_return) <= {{ var('retention_days') }}, false) as returned_in_window,
    bool_or(line.is_of_known_client) as is_of_known_client,
    cast(sum(line.net_amount) as double) as amount
from metrics.lines_of(branches, client_types, categories, services, staff) as line
where
    line.visit_number is not null
    and (since is null or line.month_start >= since)
    and (until is null or line.month_start <= until)
group by line.month_start, line.quarter_start, line.client_number, line.visit_number
having bool_or(not line.is_refund);

{# Visits of branches, types and categories counted beforehand, in rows that can be summed. #}
create or replace macro metrics.visit_cells_of(
    branches, client_types, categories, since := null, until := null
) as table
{{ cells_in_slices('marts.visit_cells') }};

{# The same visits by whether and when the clients came again, within windows of 30, 60, 90 and 180 days. #}
create or replace macro metrics.return_cells_of(
    branches, client_types, categories, since := null, until := null
) as table
{{ cells_in_slices('marts.return_cells') }};

{# Known clients' last visits of each of `months` (a list of first days) among those of a slice, where the
   last of all was in another branch or had nothing of the categories. With the visits that are the last
   of all, they are one for each known client of the slice and month. Most clients need not be looked at
   for them. #}
create or replace macro metrics.visits_followed_elsewhere_of(
    months, branches, client_types, categories
) as table
select *
from marts.fct_visits as visit
where
    coalesce(branches, categories) is not null
    and not visit.is_last_of_month
    and visit.is_of_known_client
    and (branches is null or list_contains(branches, visit.branch) is true)
    and (client_types is null or list_contains(client_types, visit.client_type) is true)
    and visit.month_start in (select unnest(months))
    and (
        categories is null
        or visit.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
    )
    and not (
        (branches is null or list_contains(branches, visit.month_last_branch) is true)
        and (
            categories is null
            or visit.month_last_category_mix in (
                select mix.category_mix from metrics.category_mixes_of(categories) as mix
            )
        )
    )
qualify
    row_number() over (
        partition by visit.client_number, visit.month_start order by visit.visit_number desc
    ) = 1;

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
select
    visit.quarter_start,
    visit.client_number,
    visit.visit_number,
    visit.branch,
    visit.client_type,
    visit.was_rebooked,
    visit.has_return_window,
    visit.returned_in_window,
    cast(visit.revenue as double) as amount
from marts.fct_visits as visit
where
    coalesce(categories, services, staff) is null
    and list_contains(quarters, visit.quarter_start)
    and (branches is null or list_contains(branches, visit.branch) is true)
    and (client_types is null or list_contains(client_types, visit.client_type) is true)
union all
select
    visit.quarter_start,
    visit.client_number,
    visit.visit_number,
    visit.branch,
    visit.client_type,
    visit.was_rebooked,
    visit.has_return_window,
    visit.returned_in_window,
    visit.amount
from metrics.visits_by_lines_of(
    branches, client_types, categories, services, staff,
    since := list_min(quarters), until := list_max(quarters) + interval 2 month
) as visit
where
    coalesce(categories, services, staff) is not null
    and list_contains(quarters, visit.quarter_start);

{# What one person did in a visit: it belongs to a service that this person did or sold in it, and
   the `amount` is of that. #}
create or replace macro metrics.staff_visits_of(
    quarters, branches, client_types, categories, services, staff := null
) as table
select
    visit.*,
    cast(visit.own_amount as double) as amount
from marts.fct_staff_visits as visit
where
    coalesce(categories, services) is null
    and list_contains(quarters, visit.quarter_start)
    and (branches is null or list_contains(branches, visit.branch) is true)
    and (client_types is null or list_contains(client_types, visit.client_type) is true)
    and (staff is null or list_contains(staff, visit.staff) is true)
union all
select
    visit.*,
    had.amount
from marts.fct_staff_visits as visit
inner join (
    select
        line.staff,
        line.client_number,
        line.visit_number,
        cast(sum(line.net_amount) as double) as amount
    from metrics.lines_of(branches, client_types, categories, services, staff) as line
    where
        list_contains(quarters, line.quarter_start)
        and line.staff is not null
        and line.visit_number is not null
    group by line.staff, line.client_number, line.visit_number
    having bool_or(not line.is_refund)
) as had
    on
        visit.staff = had.staff
        and visit.client_number = had.client_number
        and visit.visit_number = had.visit_number
where
    coalesce(categories, services) is not null
    and list_contains(quarters, visit.quarter_start);

{% endmacro %}

{# The rows of a mart of cells of visits that belong to a slice. #}
{% macro cells_in_slices(relation) -%}
select *
from {{ relation }} as cell
where
    (branches is null or list_contains(branches, cell.branch) is true)
    and (client_types is null or list_contains(client_types, cell.client_type) is true)
    and (since is null or cell.month_start >= since)
    and (until is null or cell.month_start <= until)
    and (
        categories is null
        or cell.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
    )
{%- endmacro %}

{# The rows of a mart of visits, `number` of their clients, that belong to a slice. #}
{% macro in_slices(relation, branch, condition, number) -%}
{%- set everywhere -%}
(branches is null or list_contains(branches, member.{{ branch }}) is true)
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
        and (categories is null or list_contains(categories, line.service_category) is true)
        and (services is null or list_contains(services, lower(line.service)))
        and (staff is null or list_contains(staff, line.staff) is true)
    group by line.client_number, line.visit_number
    having bool_or(not line.is_refund)
) as had
    on member.client_number = had.client_number and {{ number }} = had.visit_number
where
    {{ everywhere }}
    and coalesce(services, staff) is not null
{%- endmacro %}
