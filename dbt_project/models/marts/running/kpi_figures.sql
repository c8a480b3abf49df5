{# What a figure is, as far as salon.toml can change it: the settings that its definition reads. #}
{% set visits = ['booked_counts_as_visit'] %}
{% set settings_of = {
    'revenue': visits, 'service_revenue': visits, 'product_revenue': visits, 'visits': visits,
    'clients': visits, 'new_clients': visits,
    'regular_clients': visits + ['regular_visits', 'lapse_days'],
    'lost_clients': visits + ['lapse_days'],
    'average_check': visits, 'arpu': visits, 'visits_per_client': visits,
    'first_visit_retention_90d': visits + ['retention_days'],
    'repeat_retention_90d': visits + ['retention_days'],
    'rebooking_rate': visits + ['rebooking'],
    'no_show_rate': visits, 'cancellation_rate': visits,
    'retail_share': visits, 'unidentified_share': visits,
    'nps': [], 'responses': [], 'response_rate': [], 'complaints': []
} %}
{% set chosen = {
    'booked_counts_as_visit': var('booked_counts_as_visit') | sort | join(' '),
    'regular_visits': var('regular_visits'), 'lapse_days': var('lapse_days'),
    'retention_days': var('retention_days'), 'rebooking': var('rebooking')
} %}

with

kpis as (

    select * from {{ ref('monthly_kpis') }}

),

figures as (

    -- Whether clients return is known only when their days have passed.
    {% for metric, settings in settings_of.items() -%}
    {%- set definition = [] -%}
    {%- for name in settings %}{% do definition.append(name ~ ' = ' ~ chosen[name]) %}{% endfor -%}
    {{ "union all\n\n    " if not loop.first }}select
        branch,
        '{{ metric }}' as metric,
        '{{ definition | join(', ') }}' as definition,
        cast({{ metric }} as double) as value,
        month_start,
        {{ add_days(
            add_months('month_start', 1),
            var('closing_days') - 1 + (var('retention_days') if 'retention_days' in settings else 0)
        ) }} as closes_on
    from kpis
    {% endfor %}

),

period as (

    select * from {{ ref('int_data_period') }}

),

loads as (

    select max(load_id) as last_load_id
    from {{ source('raw', 'loads') }}
    where outcome = 'landed'

),

final as (

    select
        figures.branch,
        figures.metric,
        figures.definition,
        loads.last_load_id,
        round(figures.value, 6) as value,
        figures.closes_on <= period.last_day as is_closed,
        figures.month_start,
        figures.closes_on
    from figures
    cross join period
    cross join loads

)

select * from final
