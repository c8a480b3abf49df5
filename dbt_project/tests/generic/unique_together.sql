{# Fails on every combination of the columns that stands in more than one row. #}
{% test unique_together(model, columns) %}

select count(*) as rows_with_this_key
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
