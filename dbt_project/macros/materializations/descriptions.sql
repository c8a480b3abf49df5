{# All descriptions of a relation in one statement. A contract has already held its columns against
   those that are described. #}
{% macro duckdb__persist_docs(relation, model, for_relation, for_columns) -%}
{%- if for_relation and config.persist_relation_docs() -%}
{%- set comments -%}
{{ duckdb__alter_relation_comment(relation, model.description) if model.description }}
{%- if for_columns and config.persist_column_docs() -%}
{%- for name, column in model.columns.items() if column.description %}
comment on column {{ relation }}.{{ adapter.quote(name) }}
is {{ duckdb_escape_comment(column.description) }};
{%- endfor -%}
{%- endif -%}
{%- endset -%}
{%- if comments | trim -%} {% do run_query(comments) %} {%- endif -%}
{%- endif -%}
{%- endmacro %}
