{# Complaints that belong to a slice (see `slices.sql`). #}
{% macro create_slices_of_complaints() %}

{# A complaint belongs to the branch and the member of staff it is about, to a service it names, and
   to the type of its client in the quarter. #}
create or replace macro metrics.complaints_of(
    branches, client_types, categories, services, staff := null
) as table
select *
from marts.fct_complaints as complaint
where
    (branches is null or list_contains(branches, complaint.branch) is true)
    and (staff is null or list_contains(staff, complaint.staff) is true)
    and (services is null or list_contains(services, lower(complaint.service)))
    and (
        categories is null
        or lower(complaint.service) in (
            select lower(known.service)
            from marts.dim_services as known
            where list_contains(categories, known.service_category) is true
        )
    )
    and (
        client_types is null
        or (complaint.client_key, complaint.quarter_start) in (
            select
                client.client_key,
                client.quarter_start
            from marts.client_quarters as client
            where list_contains(client_types, client.client_type) is true
        )
    );

{% endmacro %}
