{# What belongs to a slice of the salon, written once for every page and for an analyst's own SQL:
   `select … from metrics.clients_of($branches, $client_types, $categories, $services)`. Each is a
   list, or null for all; services are written in small letters, staff may be left out. Spark has table functions instead. #}
{% macro create_slices() %}

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

{# A visit belongs to a service that was done or sold in it. #}
create or replace macro metrics.visits_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_visits as visit
where visit.visit_id in (
    select line.visit_id
    from metrics.lines_of(branches, client_types, categories, services, staff) as line
    where not line.is_refund
);

{# What one person did in a visit: it belongs to a service that this person did or sold in it. #}
create or replace macro metrics.staff_visits_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_staff_visits as visit
where
    (branches is null or list_contains(branches, visit.branch))
    and (client_types is null or list_contains(client_types, visit.client_type))
    and (staff is null or list_contains(staff, visit.staff))
    and (
        (categories is null and services is null)
        or (visit.staff, visit.visit_id) in (
            select
                line.staff,
                line.visit_id
            from metrics.lines_of(null, null, categories, services) as line
            where line.staff is not null and not line.is_refund
        )
    );

{# A client belongs to the branch of the last visit, and to a service or a
   member of staff had in the quarter. #}
create or replace macro metrics.clients_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.client_quarters as client
where
    (branches is null or list_contains(branches, client.last_branch))
    and (client_types is null or list_contains(client_types, client.client_type))
    and (
        (categories is null and services is null and staff is null)
        or (client.client_key, client.quarter_start) in (
            select
                line.client_key,
                line.quarter_start
            from metrics.lines_of(null, null, categories, services, staff) as line
            where not line.is_refund
        )
    );

{# An answer belongs to every service it is about. #}
create or replace macro metrics.responses_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_survey_responses as response
where
    (branches is null or list_contains(branches, response.branch))
    and (client_types is null or list_contains(client_types, response.client_type))
    and (staff is null or list_contains(staff, response.staff))
    and (
        (categories is null and services is null)
        or response.response_id in (
            select about.response_id
            from marts.fct_response_services as about
            where
                (categories is null or list_contains(categories, about.service_category))
                and (services is null or list_contains(services, lower(about.service)))
        )
    );

{# Who moved on the grids of RFM between two quarters, the earlier first: one row per client of the
   later one. Any two quarters; the mart `rfm_migration` sums the same rows up. #}
create or replace macro metrics.rfm_moves_of(quarter_before, quarter_after) as table
with borders as (
    {{ rfm_borders('marts.rfm_thresholds') }}
),
pairs as (
    select
        borders.*,
        quarter_after as to_quarter
    from borders
    where borders.quarter_start = quarter_before and quarter_before < quarter_after
)
{{ rfm_moves('marts.rfm', 'pairs') }};

{# How clients who answered in both quarters on one scale changed their minds; of several answers in a
   quarter the last one counts. Their other answers are left out: who answers only once cannot tell a
   change of mind from a change of who is asked. #}
create or replace macro metrics.nps_change_of_same_clients(
    quarter_before, quarter_after, branches, client_types, categories, services
) as table
with answers as (
    select
        response.client_key,
        response.recommend_scale,
        response.quarter_start,
        max_by(
            case response.nps_group when 'promoter' then 1 when 'detractor' then -1 else 0 end,
            response.submitted_at
        ) as counts
    from metrics.responses_of(branches, client_types, categories, services) as response
    where response.client_key is not null and response.nps_group is not null
    group by response.client_key, response.recommend_scale, response.quarter_start
),
pairs as (
    select
        earlier.recommend_scale,
        earlier.counts as counted_before,
        later.counts as counted_after
    from answers as earlier
    inner join answers as later
        on
            earlier.client_key = later.client_key
            and earlier.recommend_scale = later.recommend_scale
    where earlier.quarter_start = quarter_before and later.quarter_start = quarter_after
),
waves as (
    select
        recommend_scale,
        count(*) as clients,
        sum(counted_before) as sum_before,
        sum(counted_after) as sum_after,
        sum(pow(counted_after - counted_before, 2)) as squared_changes
    from pairs
    group by recommend_scale
)
select
    wave.recommend_scale,
    wave.clients,
    100.0 * wave.sum_before / wave.clients as nps_before,
    100.0 * wave.sum_after / wave.clients as nps_after,
    change.*
from waves as wave,
lateral metrics.nps_paired_change(
    wave.sum_after - wave.sum_before, wave.squared_changes, wave.clients
) as change;

{# The visit ladder of whole cohorts together, in whatever window of up to 180 days; cohorts are the
   quarters of the first visit. #}
create or replace macro metrics.ladder_of(branches, cohorts, categories, window_days) as table
with steps as (
    select *
    from marts.visit_ladder_days as cell
    where
        (branches is null or list_contains(branches, cell.branch))
        and (cohorts is null or list_contains(cohorts, cell.cohort_quarter))
        and (categories is null or list_contains(categories, cell.first_service_category))
)

{{ kaplan_meier('steps', ['step'], 'window_days') }};

{% endmacro %}
