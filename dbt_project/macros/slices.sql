{# What belongs to a slice of the salon, written once for every page and for an analyst's own SQL:
   `select … from metrics.clients_of($branches, $client_types, $categories, $services)`. Each is a
   list, or null for all; services are written in small letters, staff may be left out. Spark has table functions instead.

   Why `list_contains(branches, branch) is true`: as it stands alone, DuckDB (2.0) makes comparisons with
   each member out of it and looks at every row; so it asks the dictionary of the column, two to seven
   times as fast. Of days it is left plain, because then whole blocks of other days are not read. #}
{% macro create_slices() %}
{{ create_slices_of_visits() }}
{{ create_slices_of_clients() }}
{{ create_slices_of_answers() }}
{{ create_slices_of_complaints() }}
{% endmacro %}
