{# Grading of RFM by the borders of a quarter. #}

{% macro rfm_axes() -%}
{{ return({
    'recency': 2, 'frequency': 2, 'monetary': 2, 'recency_fifths': 4, 'frequency_fifths': 4
}) }}
{%- endmacro %}

{# The borders of each quarter in one row: `recency_1`, `recency_2`, `frequency_1` … #}
{% macro rfm_borders(thresholds) -%}
select
        {% for axis, levels in rfm_axes().items() %}
        {% for level in range(1, levels + 1) %}
        max(threshold) filter (where axis = '{{ axis }}' and level = {{ level }})
            as {{ axis }}_{{ level }},
        {% endfor %}
        {% endfor %}
        quarter_start
    from {{ thresholds }}
    group by quarter_start
{%- endmacro %}

{# Money is compared to six decimals, as its borders are. #}
{% macro rfm_grade(axis, value, borders) -%}
{%- set levels = rfm_axes()[axis] -%}
metrics.{{ 'recency' if axis.startswith('recency') else 'value' }}_{{ 'third' if levels == 2 else 'fifth' }}(
            {{ 'round(' ~ value ~ ', 6)' if axis == 'monetary' else value }}
            {%- for level in range(1, levels + 1) %}, {{ borders }}.{{ axis }}_{{ level }}{% endfor %}

        )
{%- endmacro %}

{# Cut out of the names of all 27, in their order: to write each name anew takes six times as long. #}
{% macro rfm_cell(r_score, f_score, m_score) -%}
{%- set names = [] -%}
{%- for r in (1, 2, 3) -%}{%- for f in (1, 2, 3) -%}{%- for m in (1, 2, 3) -%}
{%- do names.append('R' ~ r ~ 'F' ~ f ~ 'M' ~ m) -%}
{%- endfor -%}{%- endfor -%}{%- endfor -%}
substr(
            '{{ names | join('') }}',
            cast(54 * ({{ r_score }}) + 18 * ({{ f_score }}) + 6 * ({{ m_score }}) - 77 as integer),
            6
        )
{%- endmacro %}

{# Where every client of a later quarter stood in an earlier one and stands now, both graded by the
   earlier one's borders: one row per client and pair of quarters. `stand` and `stood` have the rows of
   the later and of the earlier quarter; `pairs` has the borders of a quarter and, as `to_quarter`, the
   later one. #}
{% macro rfm_moves(stand, stood, pairs) -%}
select
        after.client_key,
        after.client_number,
        coalesce(before.segment, 'new') as from_segment,
        {{ rfm_cell(
            rfm_grade('recency', 'after.recency_days', 'pairs'),
            rfm_grade('frequency', 'after.frequency', 'pairs'),
            rfm_grade('monetary', 'after.monetary', 'pairs')
        ) }} as to_segment,
        coalesce(before.rf_segment, 'new') as from_rf_segment,
        metrics.rf_segment(
            {{ rfm_grade('recency_fifths', 'after.recency_days', 'pairs') }},
            {{ rfm_grade('frequency_fifths', 'after.frequency', 'pairs') }}
        ) as to_rf_segment,
        coalesce(before.revenue_365d, 0) as revenue_365d_before,
        after.revenue_365d as revenue_365d_after,
        pairs.quarter_start as from_quarter,
        pairs.to_quarter
    from {{ stand }} as after
    inner join {{ pairs }} as pairs
        on after.quarter_start = pairs.to_quarter
    left join {{ stood }} as before
        on
            after.client_number = before.client_number
            and pairs.quarter_start = before.quarter_start
{%- endmacro %}
