{# Looked from the last day, and from the days on which half a year and a year were to come. #}
{% set looks = {'': 0, '_26w_ago': 182, '_52w_ago': 364} %}

with

period as (

    select * from {{ ref('int_data_period') }}

),

days as (

    -- Two branches on one day are one visit day; a day of a refund alone is none.
    select
        client_key,
        visits > 0 as is_visit,
        revenue,
        case
            when visits > 0
                then lag(visit_date) over (partition by client_key, visits > 0 order by visit_date)
        end as previous_date,
        visit_date
    from {{ ref('int_client_days') }}

),

final as (

    select
        days.client_key,
        {% for look, days_ago in looks.items() -%}
        {% set known -%}
        days.visit_date <= {{ add_days('period.last_day', -days_ago) }}
        {%- endset -%}
        count(*) filter (where days.is_visit and {{ known }}) as visits{{ look }},
        {{ days_between(
            'min(days.visit_date) filter (where days.is_visit)',
            'max(days.visit_date) filter (where days.is_visit and ' ~ known ~ ')'
        ) }} as recency_days{{ look }},
        coalesce(
            {{ steady_sum(
                'ln(' ~ days_between('days.previous_date', 'days.visit_date') ~ ' / 7.0)',
                'filter (where ' ~ known ~ ')'
            ) }},
            0
        ) as log_gaps{{ look }},
        cast(coalesce(sum(days.revenue) filter (where {{ known }}), 0) as double)
            as revenue{{ look }},
        {% endfor -%}
        {{ days_between(
            'min(days.visit_date) filter (where days.is_visit)', 'max(period.last_day)'
        ) }} as age_days,
        min(days.visit_date) filter (where days.is_visit) as first_visit_date,
        max(period.last_day) as as_of
    from days
    cross join period
    group by days.client_key
    having count(*) filter (where days.is_visit) > 0

)

select * from final
