{# One file is one environment, so a schema is named after its layer alone. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
{{ custom_schema_name or 'marts' }}
{%- endmacro %}
