{# Fails on every row for which the expression is false or null. #}
{% test is_true(model, expression) %}

select 1 as failed
from {{ model }}
where ({{ expression }}) is not true

{% endtest %}
