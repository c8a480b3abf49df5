{# A table, made in place. A build writes into an empty draft that is published or thrown away as a
   whole, so there is no older table to keep readable meanwhile: what dbt does to swap two tables
   would take longer than a small salon's rows. Where one is there all the same, as when an analyst
   runs dbt by hand, it is dropped first. Every macro that is called costs as much as a small query,
   so none is called that has nothing to do. #}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}

{%- set target = this.incorporate(type='table') -%}
{%- set existing = adapter.get_relation(this.database, this.schema, this.identifier) -%}
{%- set indexes = config.get('indexes') -%}

{%- if pre_hooks %}
{{ run_hooks(pre_hooks, inside_transaction=False) }}
{{ run_hooks(pre_hooks, inside_transaction=True) }}
{%- endif %}
{%- if existing %} {% do adapter.drop_relation(existing) %} {%- endif %}

{%- if model['language'] == 'python' %}
{%- call statement('main', language='python') -%}
{{ py_write_table(False, target, compiled_code) }}
{%- endcall %}
{%- else %}
{%- set create = create_table_text(target, compiled_code) -%}
{%- set response, _ = adapter.execute(create, auto_begin=True) -%}
{{ store_result('main', response=response) }}
{%- endif %}

{%- if indexes %} {% do create_indexes(target) %} {%- endif %}
{%- if post_hooks %} {{ run_hooks(post_hooks, inside_transaction=True) }} {%- endif %}
{% do duckdb__persist_docs(target, model, True, True) %}
{{ adapter.commit() }}
{%- if post_hooks %} {{ run_hooks(post_hooks, inside_transaction=False) }} {%- endif %}

{{ return({'relations': [target]}) }}

{% endmaterialization %}

{# What makes a table of a query, and of its contract where it has one. #}
{% macro create_table_text(relation, sql) %}
{{- config.get('sql_header', '') }}
{%- if config.get('contract').enforced %}
{%- do duckdb__get_assert_columns_equivalent(sql) %}
{%- set names = [] -%}
{%- for name, column in model.columns.items() -%}
{%- do names.append('"' ~ name ~ '"' if column.quote else name) -%}
{%- endfor -%}
{%- set columns = adapter.render_raw_columns_constraints(raw_columns=model.columns)
    + adapter.render_raw_model_constraints(raw_constraints=model.constraints) -%}
create table {{ relation }} ({{ columns | join(', ') }});
insert into {{ relation }} ({{ names | join(', ') }})
select {{ names | join(', ') }} from (
{{ sql }}
)
{%- else %}
create table {{ relation }} as (
{{ sql }}
)
{%- endif %}
{% endmacro %}
