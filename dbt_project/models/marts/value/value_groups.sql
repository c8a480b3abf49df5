{% set levels = {
    'salon': "'all'",
    'segment': 'segments.rf_segment',
    'channel': 'clients.acquisition_channel',
    'cohort': 'cast(clients.cohort_quarter as string)',
    'branch': 'clients.first_branch',
    'service_category': 'clients.first_service_category',
} %}

with

segments as (

    select
        client_key,
        rf_segment
    from {{ ref('rfm') }}
    qualify quarter_start = max(quarter_start) over ()

),

fits as (

    select model_error
    from {{ ref('int_value_fits') }}
    where weeks_ago = 0

),

grouped as (

    {% for level, group in levels.items() -%}
    {{ "union all\n\n    " if not loop.first }}select
        '{{ level }}' as level,
        {{ group }} as group_name,
        worth.model,
        count(*) as clients,
        {{ steady_sum('worth.expected_visits_12m') }} as expected_visits_12m,
        sum(worth.clv_12m) as clv_12m,
        -- Cohorts know nobody's own ways: there, all err together, for the widest band.
        case
            when worth.model = 'cohort' then {{ steady_money('worth.individual_error') }}
            else sqrt({{ steady_money('pow(worth.individual_error, 2)') }})
        end as individual_error,
        metrics.parameter_error(
            {% for part in range(1, 8) -%}
            {{ steady_money('worth.parameter_error_' ~ part) }}{{ ',' if not loop.last }}
            {% endfor %}
        ) as parameter_error
    from {{ ref('client_value') }} as worth
    inner join {{ ref('int_acquired_clients') }} as clients
        on worth.client_key = clients.client_key
    {% if level == 'segment' -%}
    inner join segments
        on worth.client_key = segments.client_key
    {% endif -%}
    group by {{ group ~ ', ' if level != 'salon' }}worth.model

    {% endfor %}
),

final as (

    select
        grouped.level,
        grouped.group_name,
        grouped.model,
        grouped.clients,
        grouped.expected_visits_12m,
        cast(grouped.clv_12m as decimal(18, 2)) as clv_12m,
        metrics.arpu(grouped.clv_12m, grouped.clients) as clv_per_client,
        {% for band, z in {'': 1.281552, '_95': 1.959964}.items() -%}
        {% for end, sign in {'low': '-', 'high': '+'}.items() -%}
        cast(
            greatest(
                grouped.clv_12m {{ sign }} {{ z }} * metrics.joint_error(
                    grouped.individual_error, grouped.parameter_error,
                    coalesce(fits.model_error, 0) * grouped.clv_12m
                ),
                0
            ) as decimal(18, 2)
        ) as clv_{{ end }}{{ band }},
        {% endfor -%}
        {% endfor -%}
        grouped.individual_error,
        grouped.parameter_error,
        coalesce(fits.model_error, 0) * grouped.clv_12m as model_error
    from grouped
    left join fits
        on grouped.model != 'cohort'

)

select * from final
