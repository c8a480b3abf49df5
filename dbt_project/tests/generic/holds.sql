{# All that must hold of one relation, as one test: dbt takes longer to begin a test than a small
   salon's data take to be tested. The failure names each rule that is broken, and how often.

   unique      columns, or lists of columns, that no two rows share; empty values do not count
   filled      columns without empty values
   accepted    the values that a column may have; it may also be empty
   references  columns whose values stand in a column (`field`) of another relation (`to`)
   rules       names and expressions; a row for which one is false or empty breaks it #}
{% test holds(model, unique=[], filled=[], accepted={}, references=[], rules={}) %}

{% set conditions = {} %}
{% for column in filled %}
    {% do conditions.update({column ~ ' is filled': column ~ ' is not null'}) %}
{% endfor %}
{% for column, values in accepted.items() %}
    {% do conditions.update({
        column ~ ' has a known value':
            'coalesce(cast(' ~ column ~ ' as string) in ' ~ text_list(values) ~ ', true)'
    }) %}
{% endfor %}
{% do conditions.update(rules) %}

with counted as (

    select
        {% for condition in conditions.values() %}
        count(*) filter (where ({{ condition }}) is not true) as broken_{{ loop.index }},
        {% endfor %}
        0 as none_broken
    from {{ model }}

),

checks as (

    select
        '' as rule,
        none_broken as broken
    from counted

{% for name in conditions %}
{% set rule = name | replace("_", " ") %}
    union all

    select
        {{ dbt.string_literal(rule) }} as rule,
        broken_{{ loop.index }} as broken
    from counted
{% endfor %}
{% for columns in unique %}
{% set together = [columns] if columns is string else columns %}
{% set rule = (together | join(", ")) ~ " stands once" %}
    union all

    select
        {{ dbt.string_literal(rule) }} as rule,
        count(*) as broken
    from (
        select 1 as one
        from {{ model }}
        where {{ together | join(' is not null and ') }} is not null
        group by {{ together | join(', ') }}
        having count(*) > 1
    ) as repeated
{% endfor %}
{% for reference in references %}
{% set rule = reference.column ~ " stands in " ~ reference.to.identifier %}
    union all

    select
        {{ dbt.string_literal(rule) }} as rule,
        count(*) as broken
    from {{ model }} as child
    left join {{ reference.to }} as parent
        on child.{{ reference.column }} = parent.{{ reference.field }}
    where child.{{ reference.column }} is not null and parent.{{ reference.field }} is null
{% endfor %}

)

select rule
from checks
where broken > 0 and {{ stopped("rule || ': ' || cast(broken as string) || ' times'") }}

{% endtest %}
