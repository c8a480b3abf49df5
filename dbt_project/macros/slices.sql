{# What belongs to a slice of the salon, written once for every page and for an analyst's own SQL:
   `select … from metrics.clients_of($branches, $client_types, $categories, $services)`. Each is a
   list, or null for all; services are written in small letters, staff may be left out. Spark has table functions instead. #}
{% macro create_slices() %}
{{ create_slices_of_visits() }}
{{ create_slices_of_clients() }}
{{ create_slices_of_answers() }}
{{ create_slices_of_complaints() }}
{% endmacro %}
