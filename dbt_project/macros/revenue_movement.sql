{# How a client's money of two months differs, and why: the same for the marts and for the names behind
   them. The row has visits and revenue of both months, and of the arrival in the later one the number
   of the visit and the days away before it. `is_lost` says whether the last visit was the last before
   a lapse. #}
{% macro movement(is_lost) -%}
case
            when compared.visits > 0 and compared.visits_before > 0 then 'came_in_both'
            when compared.visits > 0 and arrivals.visit_number = 1 then 'new'
            when compared.visits > 0 and arrivals.days_away > {{ var('lapse_days') }}
                then 'reactivated'
            when compared.visits > 0 then 'came_back'
            when compared.visits_before > 0 and {{ is_lost }} then 'lost'
            when compared.visits_before > 0 then 'stayed_away'
            else 'came_in_neither'
        end
{%- endmacro %}

{# More visits, at the mean of what a visit brought before and brings now; a decimal, so that sums do
   not hang on the order of adding up. #}
{% macro change_by_visits() -%}
cast(case
            when compared.visits > 0 and compared.visits_before > 0
                then
                    (compared.visits - compared.visits_before) * (
                        cast(compared.revenue_before as double) / compared.visits_before
                        + cast(compared.revenue as double) / compared.visits
                    ) / 2
            else 0
        end as decimal(18, 6))
{%- endmacro %}
