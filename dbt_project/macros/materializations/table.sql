{# A table, made in place. A build writes into an empty draft that is published or thrown away as a
   whole, so there is no older table to keep readable meanwhile: what dbt does to swap two tables
   would take longer than a small salon's rows. Where one is there all the same, as when an analyst
   runs dbt by hand, it is dropped first. #}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}

{%- set language = model['language'] -%}
{%- set existing = load_cached_relation(this) -%}
{%- set target = this.incorporate(type='table') -%}

{{ run_hooks(pre_hooks, inside_transaction=False) }}
{{ run_hooks(pre_hooks, inside_transaction=True) }}
{{ drop_relation_if_exists(existing) }}

{% call statement('main', language=language) -%}
{{ create_table_as(False, target, compiled_code, language) }}
{%- endcall %}

{% do create_indexes(target) %}
{{ run_hooks(post_hooks, inside_transaction=True) }}
{% do persist_docs(target, model) %}
{{ adapter.commit() }}
{{ run_hooks(post_hooks, inside_transaction=False) }}

{{ return({'relations': [target]}) }}

{% endmaterialization %}
