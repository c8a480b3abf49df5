{# Where each axis is cut. Borders and values are compared to six decimals: a third is no binary
   number, and 1.9999999999999998 would put clients of equal value into two bins. Thirds make the 27 cells, fifths the ten named segments. #}
{% set cuts = {
    'recency': ('recency_days', (1 / 3, 2 / 3)),
    'frequency': ('frequency', (1 / 3, 2 / 3)),
    'monetary': ('monetary', (1 / 3, 2 / 3)),
    'recency_fifths': ('recency_days', (0.2, 0.4, 0.6, 0.8)),
    'frequency_fifths': ('frequency', (0.2, 0.4, 0.6, 0.8)),
} %}
{% set own_borders = {
    'recency': var('rfm_recency_days'),
    'frequency': var('rfm_frequency'),
    'monetary': var('rfm_monetary'),
} %}

with

clients as (

    select
        quarter_start,
        recency_days,
        frequency,
        metrics.average_check(revenue_to_date, visits_to_date) as monetary
    from {{ ref('int_client_quarters') }}

),

final as (

    {% for axis, (column, probabilities) in cuts.items() %}
    {% set axis_loop = loop %}
    {% for probability in probabilities %}
    select
        '{{ axis }}' as axis,
        cast({{ loop.index }} as bigint) as level,
        {% if own_borders.get(axis) %}
        cast({{ own_borders[axis][loop.index0] }} as double) as threshold,
        true as is_own_border,
        {% else %}
        round(cast({{ quantile(column, probability) }} as double), 6) as threshold,
        false as is_own_border,
        {% endif %}
        quarter_start
    from clients
    group by quarter_start
    {{ "union all" if not (loop.last and axis_loop.last) }}
    {% endfor %}
    {% endfor %}

)

select * from final
