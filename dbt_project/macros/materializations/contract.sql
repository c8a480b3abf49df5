{# Holds a model's columns against its contract, in whatever order they stand. dbt's own comparison
   says the same and takes far longer, so it is asked only for its message. #}
{% macro duckdb__get_assert_columns_equivalent(sql) -%}
{%- set given = get_column_schema_from_query(sql, config.get('sql_header', none)) -%}
{%- set wanted = get_column_schema_from_query(get_empty_schema_sql(model['columns'])) -%}
{%- set differ = [] -%}
{%- set types = {} -%}
{%- for column in wanted -%} {%- do types.update({column.name | lower: column.dtype}) -%} {%- endfor -%}
{%- for column in given if types.get(column.name | lower) != column.dtype -%}
{%- do differ.append(column.name) -%}
{%- endfor -%}
{%- if differ or given | length != wanted | length -%}
{{ return(assert_columns_equivalent(sql)) }}
{%- endif -%}
{%- endmacro %}
