{# Every border that a client can be beyond, as (axis, level). #}
{% set borders = [
    ('recency', 1), ('recency', 2), ('frequency', 1), ('frequency', 2),
    ('monetary', 1), ('monetary', 2),
    ('recency_fifths', 1), ('recency_fifths', 2), ('recency_fifths', 3), ('recency_fifths', 4),
    ('frequency_fifths', 1), ('frequency_fifths', 2), ('frequency_fifths', 3),
    ('frequency_fifths', 4),
] %}

with

clients as (

    select
        client_key,
        client_type,
        last_branch,
        recency_days,
        frequency,
        metrics.average_check(revenue_to_date, visits_to_date) as monetary,
        revenue_to_date,
        revenue_365d,
        quarter_start,
        as_of
    from {{ ref('int_client_quarters') }}

),

thresholds as (

    -- One row per quarter: the borders side by side.
    select
        {% for axis, level in borders %}
        max(threshold) filter (where axis = '{{ axis }}' and level = {{ level }})
            as {{ axis }}_{{ level }},
        {% endfor %}
        quarter_start
    from {{ ref('rfm_thresholds') }}
    group by quarter_start

),

scored as (

    -- A score is one more than the number of borders a client is beyond, so that equal values
    -- always stand in one bin. Recency runs the other way: fewer days are better.
    select
        clients.client_key,
        clients.client_type,
        clients.last_branch,
        clients.recency_days,
        clients.frequency,
        clients.monetary,
        clients.revenue_to_date,
        clients.revenue_365d,
        clients.quarter_start,
        clients.as_of,
        3
        - cast(clients.recency_days > thresholds.recency_1 as integer)
        - cast(clients.recency_days > thresholds.recency_2 as integer) as r_score,
        1
        + cast(clients.frequency > thresholds.frequency_1 as integer)
        + cast(clients.frequency > thresholds.frequency_2 as integer) as f_score,
        1
        + cast(round(clients.monetary, 6) > thresholds.monetary_1 as integer)
        + cast(round(clients.monetary, 6) > thresholds.monetary_2 as integer) as m_score,
        5
        {% for level in (1, 2, 3, 4) %}
        - cast(clients.recency_days > thresholds.recency_fifths_{{ level }} as integer)
        {% endfor %} as recency_fifth,
        1
        {% for level in (1, 2, 3, 4) %}
        + cast(clients.frequency > thresholds.frequency_fifths_{{ level }} as integer)
        {% endfor %} as frequency_fifth
    from clients
    inner join thresholds
        on clients.quarter_start = thresholds.quarter_start

),

final as (

    select
        client_key,
        client_type,
        last_branch,
        concat(
            'R', cast(r_score as string), 'F', cast(f_score as string), 'M',
            cast(m_score as string)
        ) as segment,
        metrics.rf_segment(recency_fifth, frequency_fifth) as rf_segment,
        recency_days,
        frequency,
        monetary,
        cast(revenue_to_date as decimal(18, 2)) as revenue_to_date,
        cast(revenue_365d as decimal(18, 2)) as revenue_365d,
        cast(r_score as bigint) as r_score,
        cast(f_score as bigint) as f_score,
        cast(m_score as bigint) as m_score,
        cast(recency_fifth as bigint) as recency_fifth,
        cast(frequency_fifth as bigint) as frequency_fifth,
        quarter_start,
        as_of
    from scored

)

select * from final
