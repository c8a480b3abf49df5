{# Holds a model's columns against its contract, in whatever order they stand. dbt's own comparison
   says the same and takes far longer, so it is asked only where the names of types do not show by
   themselves that all is well: it knows their other names, and its message names what differs. #}
{% macro duckdb__get_assert_columns_equivalent(sql) -%}
{%- set wanted = {} -%}
{%- for name, column in model.columns.items() -%}
{%- do wanted.update({name | lower: column.data_type | lower | replace('text', 'varchar')}) -%}
{%- endfor -%}
{%- set given = {} -%}
{%- for column in get_column_schema_from_query(sql, config.get('sql_header', none)) -%}
{%- do given.update({column.name | lower: column.dtype | lower | replace(',', ', ')}) -%}
{%- endfor -%}
{%- if given != wanted -%} {{ return(assert_columns_equivalent(sql)) }} {%- endif -%}
{%- endmacro %}
