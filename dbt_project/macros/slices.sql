{# What belongs to a slice of the salon, written once for every page and for an analyst's own SQL:
   `select … from metrics.clients_of($branches, $client_types, $categories, $services)`. Each is a
   list, or null for all; services are written in small letters. Spark has table functions instead. #}
{% macro create_slices() %}

{# Lines count in a slice by what they are. #}
create or replace macro metrics.lines_of(branches, client_types, categories, services) as table
select *
from marts.fct_visit_lines as line
where
    (branches is null or list_contains(branches, line.branch))
    and (client_types is null or list_contains(client_types, line.client_type))
    and (categories is null or list_contains(categories, line.service_category))
    and (services is null or list_contains(services, lower(line.service)));

{# A visit belongs to a service that was done or sold in it. #}
create or replace macro metrics.visits_of(branches, client_types, categories, services) as table
select *
from marts.fct_visits as visit
where visit.visit_id in (
    select line.visit_id
    from metrics.lines_of(branches, client_types, categories, services) as line
    where not line.is_refund
);

{# A client belongs to the branch of the last visit, and to a service had in the quarter. #}
create or replace macro metrics.clients_of(branches, client_types, categories, services) as table
select *
from marts.client_quarters as client
where
    (branches is null or list_contains(branches, client.last_branch))
    and (client_types is null or list_contains(client_types, client.client_type))
    and (
        (categories is null and services is null)
        or (client.client_key, client.quarter_start) in (
            select
                line.client_key,
                line.quarter_start
            from metrics.lines_of(null, null, categories, services) as line
            where not line.is_refund
        )
    );

{# An answer belongs to every service it is about. #}
create or replace macro metrics.responses_of(branches, client_types, categories, services) as table
select *
from marts.fct_survey_responses as response
where
    (branches is null or list_contains(branches, response.branch))
    and (client_types is null or list_contains(client_types, response.client_type))
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
