{% set bases = {'previous_month': 1, 'previous_year': 12} %}

with

months as (

    -- Both months lie in the data.
    select month_start from {{ ref('int_months') }}

),

client_months as (

    select * from {{ ref('int_client_months') }}

),

{% for against, months in bases.items() -%}
before_{{ against }} as (

    select
        client_key,
        branch,
        visits,
        revenue,
        {{ add_months('month_start', months) }} as month_start
    from client_months

),

compared_with_{{ against }} as (

    select
        '{{ against }}' as against,
        coalesce(later.client_key, earlier.client_key) as client_key,
        coalesce(later.branch, earlier.branch) as branch,
        coalesce(later.month_start, earlier.month_start) as month_start,
        coalesce(earlier.visits, 0) as visits_before,
        coalesce(later.visits, 0) as visits,
        coalesce(earlier.revenue, 0) as revenue_before,
        coalesce(later.revenue, 0) as revenue
    from client_months as later
    full join before_{{ against }} as earlier
        on
            later.client_key = earlier.client_key
            and later.branch = earlier.branch
            and later.month_start = earlier.month_start

),

{% endfor -%}
compared as (

    {% for against, months in bases.items() -%}
    {{ "union all\n\n    " if not loop.first }}select compared_with_{{ against }}.*
    from compared_with_{{ against }}
    inner join months
        on compared_with_{{ against }}.month_start = months.month_start
    inner join months as base_months
        on {{ add_months('months.month_start', -months) }} = base_months.month_start
    {% endfor %}

),

arrivals as (

    -- The client's first visit of the month in whatever branch says whether the client is new, or
    -- back after a lapse.
    select
        client_key,
        month_start,
        min(visit_number) as visit_number,
        min_by(days_since_previous, visit_number) as days_away
    from {{ ref('int_visits') }}
    group by client_key, month_start

),

lapses as (

    select * from {{ ref('int_lapses') }}

),

final as (

    select
        compared.against,
        compared.client_key,
        compared.branch,
        {{ movement('lapses.client_key is not null') }} as movement,
        compared.revenue - compared.revenue_before as change,
        {{ change_by_visits() }} as change_by_visits,
        compared.month_start
    from compared
    left join arrivals
        on
            compared.client_key = arrivals.client_key
            and compared.month_start = arrivals.month_start
    -- The last visit up to the end of the month was the last before a lapse.
    left join lapses
        on
            compared.client_key = lapses.client_key
            and compared.visits = 0
            and lapses.last_visit_date < {{ add_months('compared.month_start', 1) }}
            and (
                lapses.next_visit_date is null
                or lapses.next_visit_date >= {{ add_months('compared.month_start', 1) }}
            )

)

select * from final
