{# What must hold of a model stands beside it, in its properties (`config: {meta: {holds: …}}`):

   unique      columns, or lists of columns, that no two rows share; empty values do not count
   filled      columns without empty values
   accepted    the values that a column may have; it may also be empty
   references  columns whose values stand in a column (`field`) of another model (`to`)
   rules       names and expressions; a row for which one is false or empty breaks it

   One test proves a whole folder (`beside` are models of others that references need): dbt takes longer to begin a test than a small salon's rows take
   to be tested. The failure names each rule that is broken, of which model, and how often. #}
{% macro all_hold(relations, beside=[]) -%}
with broken as (
{% for relation in relations if execute %}
{%- set name = relation.identifier -%}
{%- set held = graph.nodes['model.regulars.' ~ name].config.meta.holds -%}
{% set union_needed = not loop.first %}
{{ "union all" if union_needed }}
{{ rules_broken(relation, name, held) }}
{% for columns in held.unique or [] %}
union all
{{ keys_repeated(relation, name, [columns] if columns is string else columns) }}
{% endfor %}
{% for reference in held.references or [] %}
union all
{{ references_lost(relation, name, reference) }}
{% endfor %}
{% else %}
select cast(null as string) as rule
{% endfor %}
)

select rules
from (
    select {{ texts_joined('rule') }} as rules
    from broken
    where rule is not null
) as together
where rules is not null and {{ stopped("rules") }}
{%- endmacro %}

{# All that can be said of a single row, counted in one scan; null where nothing is broken. #}
{% macro rules_broken(relation, name, held) -%}
{%- set conditions = {} -%}
{%- for column in held.filled or [] -%}
{%- do conditions.update({column ~ ' is filled': column ~ ' is not null'}) -%}
{%- endfor -%}
{%- for column, values in (held.accepted or {}).items() -%}
{%- do conditions.update({
    column ~ ' has a known value':
        'coalesce(cast(' ~ column ~ ' as string) in ' ~ text_list(values) ~ ', true)'
}) -%}
{%- endfor -%}
{%- do conditions.update(held.rules or {}) -%}
{%- if conditions -%}
select
    nullif(concat_ws(
        '; '
        {%- for rule, condition in conditions.items() %}
        , {{ broken_times(name ~ ': ' ~ rule | replace('_', ' '), 'count(*) filter (where (' ~ condition ~ ') is not true)') }}
        {%- endfor %}
    ), '') as rule
from {{ relation }}
{%- else -%}
select cast(null as string) as rule
{%- endif -%}
{%- endmacro %}

{% macro keys_repeated(relation, name, columns) -%}
select {{ broken_times(name ~ ': ' ~ columns | join(', ') ~ ' stands once', 'count(*)') }} as rule
from (
    select 1 as one
    from {{ relation }}
    where {{ columns | join(' is not null and ') }} is not null
    group by {{ columns | join(', ') }}
    having count(*) > 1
) as repeated
{%- endmacro %}

{% macro references_lost(relation, name, reference) -%}
{%- set parent = graph.nodes['model.regulars.' ~ reference.to].relation_name -%}
select
    {{ broken_times(
        name ~ ': ' ~ reference.column ~ ' stands in ' ~ reference.to, 'count(*)'
    ) }} as rule
from {{ relation }} as child
left join {{ parent }} as parent on child.{{ reference.column }} = parent.{{ reference.field }}
where child.{{ reference.column }} is not null and parent.{{ reference.field }} is null
{%- endmacro %}

{% macro broken_times(rule, times) -%}
case
    when {{ times }} > 0
        then concat({{ dbt.string_literal(rule ~ ': ') }}, cast({{ times }} as string), ' times')
end
{%- endmacro %}
