{% set days_since = days_between('cadences.last_visit_date', 'period.last_day') %}

with

visits as (

    select * from {{ ref('int_category_visits') }}

),

period as (

    select * from {{ ref('int_data_period') }}

),

clients as (

    select
        client_key,
        service_category,
        count(*) as visits,
        sum(revenue) as revenue,
        max(visit_date) as last_visit_date,
        {{ gap_statistics('gap_days') }}
    from visits
    group by client_key, service_category

),

{{ cadences_from('clients', kind=['service_category']) }},

scored as (

    -- A client who came today is late by nothing; where all gaps are alike, by all or nothing.
    select
        cadences.client_key,
        cadences.service_category,
        cadences.visits,
        cadences.gaps,
        cadences.revenue,
        cadences.weight_of_others,
        cadences.expected_log_gap,
        cadences.log_gap_deviation,
        {{ days_since }} as days_since,
        case
            when {{ days_since }} = 0 then -38.0
            when cadences.log_gap_deviation = 0
                then 38.0 * sign(round(ln({{ days_since }}) - cadences.expected_log_gap, 9))
            else (ln({{ days_since }}) - cadences.expected_log_gap) / cadences.log_gap_deviation
        end as lateness,
        cadences.last_visit_date,
        period.last_day as as_of
    from cadences
    cross join period
    where cadences.expected_log_gap is not null

),

final as (

    select
        client_key,
        service_category,
        visits,
        gaps,
        days_since,
        cast(revenue as decimal(18, 2)) as revenue,
        exp(expected_log_gap) as expected_gap_days,
        {{ gap_border(75) }} as soft_overdue_days,
        {{ gap_border(90) }} as overdue_days,
        {{ gap_border(97.5) }} as lapsed_days,
        {{ normal_cdf('lateness') }} as overdue_score,
        weight_of_others,
        last_visit_date,
        {{ add_days('last_visit_date', 'round(exp(expected_log_gap))') }} as due_date,
        as_of
    from scored

)

select * from final
