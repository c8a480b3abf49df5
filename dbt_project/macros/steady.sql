{# Sums of numbers that are no decimals: logarithms, squares, discounted money. Doubles add up to
   other last digits in another order, and engines add in the order in which threads happen to
   finish. Decimals add up to the same in any order: each value is taken to twelve places, and only
   the finished sum is a double again. Values and sums stay below 10 ** 26.

   `further` is what stands behind the sum: a filter or a window. Sums of money need none of it, as
   money is a decimal: it is added up first and cast last. #}
{% macro steady_sum(value, further='') -%}
cast(sum({{ steady(value) }}){{ ' ' ~ further if further }} as double)
{%- endmacro %}

{% macro steady_mean(value, further='') -%}
cast(avg({{ steady(value) }}){{ ' ' ~ further if further }} as double)
{%- endmacro %}

{% macro steady(value) -%}
cast({{ value }} as decimal(38, 12))
{%- endmacro %}
