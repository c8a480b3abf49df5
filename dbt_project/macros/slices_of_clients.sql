{# Clients of a slice (see `slices.sql`): by quarter, and those at risk. #}
{% macro create_slices_of_clients() %}

{# Clients by quarter, what RFM says of them, and what they told of their spending on salons. #}
create or replace macro metrics.clients_of(branches, client_types, categories, services, staff := null) as table
{{ clients_in_slices('marts.client_quarters') }};

{# How many the same clients are, in few rows: by quarter and client_type they can be summed. Of services
   and staff the lines tell them. #}
create or replace macro metrics.client_counts_of(
    branches, client_types, categories, services, staff := null, until := null
) as table
select
    cell.quarter_start,
    cell.client_type,
    cell.clients
from marts.client_cells as cell
where
    coalesce(services, staff) is null
    and (branches is null or list_contains(branches, cell.last_branch) is true)
    and (client_types is null or list_contains(client_types, cell.client_type) is true)
    and (until is null or cell.quarter_start <= until)
    and (
        categories is null
        or cell.category_mix in (
            select mix.category_mix from metrics.category_mixes_of(categories) as mix
        )
    )
union all
select
    line.quarter_start,
    line.client_type,
    count(distinct line.client_number) as clients
from metrics.lines_of(null, client_types, categories, services, staff) as line
where
    coalesce(services, staff) is not null
    and (branches is null or list_contains(branches, line.client_branch) is true)
    and (until is null or line.quarter_start <= until)
    and not line.is_refund
group by line.quarter_start, line.client_type
having count(line.client_number) > 0;

create or replace macro metrics.rfm_of(branches, client_types, categories, services, staff := null) as table
{{ clients_in_slices('marts.rfm') }};

create or replace macro metrics.wallets_of(branches, client_types, categories, services, staff := null) as table
{{ clients_in_slices('marts.share_of_wallet') }};

{# Who moved on the grids of RFM between two quarters, the earlier first: one row per client of the
   later one, of a slice of that one or of the whole salon. Any two quarters; the mart `rfm_migration`
   sums the same rows up. #}
create or replace macro metrics.rfm_moves_of(
    quarter_before, quarter_after,
    branches := null, client_types := null, categories := null, services := null, staff := null
) as table
with borders as (
    {{ rfm_borders('marts.rfm_thresholds') }}
),
pairs as (
    select
        borders.*,
        quarter_after as to_quarter
    from borders
    where borders.quarter_start = quarter_before and quarter_before < quarter_after
),
stand as (
    select *
    from metrics.rfm_of(branches, client_types, categories, services, staff) as client
    where client.quarter_start = quarter_after
),
stood as (
    select *
    from marts.rfm as client
    where
        client.quarter_start = quarter_before
        and coalesce(branches, client_types, categories, services, staff) is null
    union all
    -- Of a slice, whom it holds: the engine cannot know that these are few.
    select *
    from marts.rfm as client
    where
        client.quarter_start = quarter_before
        and coalesce(branches, client_types, categories, services, staff) is not null
        and client.client_number in (select stand.client_number from stand)
)
{{ rfm_moves('stand', 'stood', 'pairs') }};

{# A client at risk belongs to the branch of the last visit, and to a service or a member of staff had
   in the quarter. #}
create or replace macro metrics.at_risk_of(
    quarter_shown, branches, client_types, categories, services, staff := null
) as table
select *
from marts.clients_at_risk as client
where
    client.quarter_start = quarter_shown
    and (branches is null or list_contains(branches, client.branch) is true)
    and (client_types is null or list_contains(client_types, client.client_type) is true)
    and (
        (categories is null and services is null and staff is null)
        or client.client_key in (
            select line.client_key
            from marts.fct_visit_lines as line
            where
                -- Without these slicers no line needs to be read.
                coalesce(categories, services, staff) is not null
                and line.quarter_start = quarter_shown
                and not line.is_refund
                and (categories is null or list_contains(categories, line.service_category) is true)
                and (services is null or list_contains(services, lower(line.service)))
                and (staff is null or list_contains(staff, line.staff) is true)
        )
    );

{% endmacro %}

{# The rows of a mart of clients by quarter that belong to a slice. A client belongs to the branch of
   the last visit, and to a service, a category and a member of staff if one line of the quarter is of
   all three that are asked for. The lines of a quarter are fewer than the mixes of all times. #}
{% macro clients_in_slices(relation) -%}
select *
from {{ relation }} as client
where
    (branches is null or list_contains(branches, client.last_branch) is true)
    and (client_types is null or list_contains(client_types, client.client_type) is true)
    and categories is null
    and services is null
    and staff is null
union all
select *
from {{ relation }} as client
where
    (branches is null or list_contains(branches, client.last_branch) is true)
    and (client_types is null or list_contains(client_types, client.client_type) is true)
    and categories is not null
    and services is null
    and staff is null
    and client.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
union all
select client.*
from {{ relation }} as client
inner join (
    select distinct
        line.client_number,
        line.quarter_start
    from marts.fct_visit_lines as line
    where
        not line.is_refund
        and (categories is null or list_contains(categories, line.service_category) is true)
        and (services is null or list_contains(services, lower(line.service)))
        and (staff is null or list_contains(staff, line.staff) is true)
) as had
    on client.client_number = had.client_number and client.quarter_start = had.quarter_start
where
    (branches is null or list_contains(branches, client.last_branch) is true)
    and (client_types is null or list_contains(client_types, client.client_type) is true)
    and coalesce(services, staff) is not null
{%- endmacro %}
