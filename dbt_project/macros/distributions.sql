{# The normal distribution function; neither DuckDB nor Spark has one. Abramowitz and Stegun 26.2.17:
   the error is below 7.5e-8. Hand it a column: the text of `z` is written several times. #}
{% macro normal_cdf(z) -%}
case
    when {{ z }} < 0 then {{ normal_tail(z) }}
    else 1 - {{ normal_tail(z) }}
end
{%- endmacro %}

{% macro normal_tail(z) -%}
{%- set t = "(1 / (1 + 0.2316419 * abs(" ~ z ~ ")))" -%}
exp(-{{ z }} * {{ z }} / 2) * 0.3989422804014327 * {{ t }} * (
        0.319381530 + {{ t }} * (
            -0.356563782 + {{ t }} * (
                1.781477937 + {{ t }} * (-1.821255978 + {{ t }} * 1.330274429)
            )
        )
    )
{%- endmacro %}
