{# The windows, in days, in which a client may come again: those that salon.toml and the pages offer. #}
{% macro return_windows() %}
{{ return([30, 60, 90, 180]) }}
{% endmacro %}

{# The longest window that so many days hold; 0 where none fits. #}
{% macro longest_window_within(days) -%}
case
            {%- for window in return_windows() | reverse %}
            when {{ days }} >= {{ window }} then {{ window }}
            {%- endfor %}
            else 0
        end
{%- endmacro %}

{# The shortest window that holds so many days; null where none does. #}
{% macro shortest_window_of(days) -%}
case
            {%- for window in return_windows() %}
            when {{ days }} <= {{ window }} then {{ window }}
            {%- endfor %}
        end
{%- endmacro %}
