{# All descriptions of a relation in one statement. A contract has already held its columns against
   those that are described. #}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) -%}
{%- if for_relation and config.persist_relation_docs() -%}
{%- set quote = '$regulars_description$' -%}
{%- set comments -%}
{%- if model.description %}
comment on {{ relation.type }} {{ relation }} is {{ quote }}{{ model.description }}{{ quote }};
{%- endif -%}
{%- if for_columns and config.persist_column_docs() -%}
{%- for name, column in model.columns.items() if column.description %}
comment on column {{ relation }}."{{ name }}" is {{ quote }}{{ column.description }}{{ quote }};
{%- endfor -%}
{%- endif -%}
{%- endset -%}
{%- if comments | trim -%} {% do adapter.execute(comments) %} {%- endif -%}
{%- endif -%}
{%- endmacro %}
