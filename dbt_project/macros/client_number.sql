{# The number of a client who came, where rows are grouped by client_key and hold everybody who did:
   the same in every model of a build. #}
{% macro client_number() -%}
cast(row_number() over (order by client_key) as integer)
{%- endmacro %}
