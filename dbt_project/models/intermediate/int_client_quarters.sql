{% set longest_window = [365, var('frequency_days')] | max %}

with

quarters as (

    select * from {{ ref('dim_quarters') }}
    where quarter_start <= as_of

),

days as (

    select * from {{ ref('int_client_days') }}

),

visits as (

    select * from {{ ref('int_visits') }}

),

first_visits as (

    select
        client_key,
        {{ client_number() }} as client_number,
        min(visit_date) as first_visit_date
    from visits
    group by client_key

),

came as (

    select
        client_key,
        quarter_start,
        min_by(days_since_previous, visit_number) as days_away_before,
        max(visit_number) as last_visit_number
    from visits
    group by client_key, quarter_start

),

in_quarter as (

    select
        client_key,
        {{ quarter_of('visit_date') }} as quarter_start,
        sum(visits) as visits,
        sum(revenue) as revenue,
        sum(categories_fingerprint) as categories_fingerprint,
        max(visit_date) filter (where visits > 0) as last_visit_date
    from days
    group by client_key, {{ quarter_of('visit_date') }}

),

last_year as (

    select
        days.client_key,
        quarters.quarter_start,
        coalesce(sum(days.visits) filter (
            where days.visit_date > {{ add_days('quarters.as_of', -365) }}
        ), 0) as visits_365d,
        coalesce(sum(days.revenue) filter (
            where days.visit_date > {{ add_days('quarters.as_of', -365) }}
        ), 0) as revenue_365d,
        coalesce(sum(days.visits) filter (
            where
            days.visit_date > {{ add_days('quarters.as_of', - var('frequency_days')) }}
        ), 0) as frequency
    from days
    inner join quarters
        on
            days.visit_date <= quarters.as_of
            and days.visit_date > {{ add_days('quarters.as_of', - longest_window) }}
    group by days.client_key, quarters.quarter_start

),

grid as (

    select
        first_visits.client_key,
        first_visits.client_number,
        first_visits.first_visit_date,
        quarters.quarter_start,
        quarters.as_of
    from first_visits
    inner join quarters
        on quarters.quarter_start >= {{ quarter_of('first_visits.first_visit_date') }}

),

filled as (

    select
        grid.client_key,
        grid.client_number,
        grid.quarter_start,
        grid.as_of,
        grid.first_visit_date,
        coalesce(in_quarter.visits, 0) as visits,
        coalesce(in_quarter.revenue, 0) as revenue,
        in_quarter.categories_fingerprint,
        came.days_away_before,
        coalesce(last_year.visits_365d, 0) as visits_365d,
        coalesce(last_year.revenue_365d, 0) as revenue_365d,
        coalesce(last_year.frequency, 0) as frequency,
        sum(coalesce(in_quarter.visits, 0)) over so_far as visits_to_date,
        sum(coalesce(in_quarter.revenue, 0)) over so_far as revenue_to_date,
        max(in_quarter.last_visit_date) over so_far as last_visit_date,
        max(came.last_visit_number) over so_far as last_visit_number
    from grid
    left join in_quarter
        on
            grid.client_key = in_quarter.client_key
            and grid.quarter_start = in_quarter.quarter_start
    left join came
        on
            grid.client_key = came.client_key
            and grid.quarter_start = came.quarter_start
    left join last_year
        on
            grid.client_key = last_year.client_key
            and grid.quarter_start = last_year.quarter_start
    window so_far as (
        partition by grid.client_key order by grid.quarter_start
        rows between unbounded preceding and current row
    )

),

aged as (

    select
        filled.*,
        {{ days_between('filled.last_visit_date', 'filled.as_of') }} as recency_days,
        visits.branch as last_branch
    from filled
    left join visits
        on
            filled.client_key = visits.client_key
            and filled.last_visit_number = visits.visit_number

),

final as (

    select
        client_key,
        client_number,
        last_branch,
        case
            when visits > 0 and first_visit_date >= quarter_start then 'new'
            when visits > 0 and days_away_before > {{ var('lapse_days') }} then 'reactivated'
            when visits > 0 and visits_365d >= {{ var('regular_visits') }} then 'regular'
            when visits > 0 then 'returning'
            when recency_days <= {{ var('lapse_days') }} then 'inactive'
            else 'lapsed'
        end as client_type,
        cast(visits as bigint) as visits,
        revenue,
        cast(visits_365d as bigint) as visits_365d,
        revenue_365d,
        cast(frequency as bigint) as frequency,
        cast(visits_to_date as bigint) as visits_to_date,
        revenue_to_date,
        categories_fingerprint,
        recency_days,
        recency_days > {{ var('lapse_days') }} as is_lapsed,
        visits_365d >= {{ var('regular_visits') }} and recency_days <= {{ var('lapse_days') }}
            as is_regular,
        quarter_start,
        as_of,
        first_visit_date,
        last_visit_date
    from aged

)

select * from final
