{# Sums of numbers that are no decimals: logarithms, shares, discounted money. Doubles add up to other
   last digits in another order, and engines add in the order in which threads happen to finish.
   Decimals add up to the same in any order: each value is taken to so many `places`, and only the
   finished sum is a double again. Sums stay below 10 ** 23, which leaves doubles near 1 all of
   their digits; of what is money, or its square, nine places are kept and sums stay below 10 ** 29.

   `further` is what stands behind the sum: a filter or a window. Amounts as they were paid need none
   of it: they are decimals, and are added up first and cast last. #}
{% macro steady_sum(value, further='', places=15) -%}
cast(sum({{ steady(value, places) }}){{ ' ' ~ further if further }} as double)
{%- endmacro %}

{% macro steady_mean(value, further='') -%}
cast(avg({{ steady(value) }}){{ ' ' ~ further if further }} as double)
{%- endmacro %}

{% macro steady_money(value, further='') -%}
{{ steady_sum(value, further, places=9) }}
{%- endmacro %}

{% macro steady(value, places=15) -%}
cast({{ value }} as decimal(38, {{ places }}))
{%- endmacro %}
