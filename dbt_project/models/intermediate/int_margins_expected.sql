{# The horizon of the call list: 26 weeks. #}
{% set days = 182 %}

with

cadences as (

    select * from {{ ref('cadences') }}

),

final as (

    -- A rule of thumb, alone here so that a model of client value can take its place: who is later
    -- than most gaps like it has most likely gone; who is still there keeps the rhythm and the
    -- average check so far.
    select
        client_key,
        service_category,
        1 - overdue_score as return_probability,
        {{ days }} / expected_gap_days as expected_visits_26w,
        cast(greatest(revenue, 0) as double) / visits as average_check,
        (1 - overdue_score) * {{ days }} / expected_gap_days
        * cast(greatest(revenue, 0) as double) / visits
        * {{ var('margin') }} as expected_margin_26w
    from cadences

)

select * from final
