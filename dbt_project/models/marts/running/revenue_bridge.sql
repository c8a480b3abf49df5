{% set bases = {'previous_month': 1, 'previous_year': 12} %}
{% set movements = ['new', 'reactivated', 'came_back', 'stayed_away', 'lost'] %}

with

bases as (

    {% for against, months in bases.items() -%}
    {{ "union all\n\n    " if not loop.first }}select
        '{{ against }}' as against,
        {{ months }} as months
    {% endfor %}

),

months as (

    -- A month is compared where its base lies in the data.
    select
        kpis.branch,
        kpis.month_start,
        bases.against,
        base_months.month_start as base_month
    from {{ ref('monthly_kpis') }} as kpis
    cross join bases
    inner join {{ ref('int_months') }} as base_months
        on {{ add_months('kpis.month_start', '- bases.months') }} = base_months.month_start

),

identified as (

    select
        against,
        month_start,
        branch,
        {% for movement in movements -%}
        sum(change) filter (where movement = '{{ movement }}') as {{ movement }},
        {% endfor -%}
        round(sum(change_by_visits), 2) as frequency,
        sum(change) filter (where movement in ('came_in_both', 'came_in_neither')) as of_both
    from {{ ref('int_months_compared') }}
    group by against, month_start, branch

),

unidentified as (

    select
        branch,
        month_start,
        sum(net_amount) as revenue
    from {{ ref('fct_visit_lines') }}
    where client_key is null
    group by branch, month_start

),

changes as (

    -- What is not by more or fewer visits is by the check, to the cent.
    select
        months.branch,
        months.against,
        {% for movement in movements -%}
        coalesce(identified.{{ movement }}, 0) as {{ movement }},
        {% endfor -%}
        cast(coalesce(identified.frequency, 0) as decimal(18, 2)) as frequency,
        coalesce(identified.of_both, 0)
        - cast(coalesce(identified.frequency, 0) as decimal(18, 2)) as average_check,
        coalesce(unidentified.revenue, 0) - coalesce(unidentified_before.revenue, 0)
            as unidentified,
        months.month_start
    from months
    left join identified
        on
            months.against = identified.against
            and months.month_start = identified.month_start
            and months.branch = identified.branch
    left join unidentified
        on
            months.month_start = unidentified.month_start
            and months.branch = unidentified.branch
    left join unidentified as unidentified_before
        on
            months.base_month = unidentified_before.month_start
            and months.branch = unidentified_before.branch

),

final as (

    {% for component in movements + ['frequency', 'average_check', 'unidentified'] -%}
    {{ "union all\n\n    " if not loop.first }}select
        branch,
        against,
        '{{ component }}' as component,
        cast({{ component }} as decimal(18, 2)) as amount,
        month_start
    from changes
    {% endfor %}

)

select * from final
