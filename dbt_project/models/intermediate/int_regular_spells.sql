with

visits as (

    select
        client_key,
        branch,
        visit_date,
        next_visit_date,
        lag(visit_date, {{ var('regular_visits') - 1 }}) over (
            partition by client_key order by visit_number
        ) as visit_date_that_makes_regular
    from {{ ref('int_visits') }}

),

final as (

    -- From each visit on, the days on which the client is a regular one: until the next visit, the
    -- lapse, or the day when the oldest of the visits that count is a year old.
    select
        client_key,
        branch,
        visit_date as first_day,
        least(
            coalesce({{ add_days('next_visit_date', -1) }}, cast('9999-12-31' as date)),
            {{ add_days('visit_date', var('lapse_days')) }},
            {{ add_days('visit_date_that_makes_regular', 364) }}
        ) as last_day
    from visits
    where visit_date_that_makes_regular is not null

)

select * from final
where last_day >= first_day
