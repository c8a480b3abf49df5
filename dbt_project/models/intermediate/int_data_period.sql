with

days as (

    select
        min(visit_date) as first_day,
        max(visit_date) as last_day
    from {{ ref('int_visit_lines') }}

    union all

    select
        min(submitted_date) as first_day,
        max(submitted_date) as last_day
    from {{ ref('stg_survey_responses') }}

    union all

    select
        min(opened_date) as first_day,
        max(opened_date) as last_day
    from {{ ref('stg_complaints') }}

    union all

    select
        min(line_date) as first_day,
        max(line_date) as last_day
    from {{ ref('fct_booking_lines') }}
    where status = 'no_show'

),

final as (

    -- The last day on which something happened that we know of: the "today" of every mart.
    select
        min(first_day) as first_day,
        max(last_day) as last_day
    from days

)

select * from final
