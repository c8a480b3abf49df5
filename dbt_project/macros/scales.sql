{# Two scales are never pooled: where one score speaks for all, it is that of the scale most answers
   are given on. #}
{% macro leading_scale() -%}
select recommend_scale
    from {{ ref('fct_survey_responses') }}
    where recommend_scale in ('0-10', '1-10')
    group by recommend_scale
    order by count(*) filter (where nps_group is not null) desc, recommend_scale
    limit 1
{%- endmacro %}
