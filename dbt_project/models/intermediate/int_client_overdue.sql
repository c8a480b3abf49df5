with

gaps as (

    select * from {{ ref('int_client_gaps') }}

),

borders as (

    select * from {{ ref('int_first_return_borders') }}

),

{{ cadences_from('gaps', ['quarter_start', 'first_service_category'], ['quarter_start']) }},

bordered as (

    -- Rounded: the thirtieth day is not beyond a border of thirty days less a rounding error.
    select
        client_key,
        first_service_category,
        visits_to_date,
        recency_days,
        round({{ gap_border(90) }}, 6) as overdue_after_days,
        round({{ gap_border(97.5) }}, 6) as lapsed_after_days,
        quarter_start
    from cadences

),

final as (

    select
        bordered.client_key,
        bordered.overdue_after_days,
        bordered.recency_days > coalesce(bordered.overdue_after_days, {{ var('lapse_days') }})
            as is_overdue_q90,
        bordered.recency_days > coalesce(bordered.lapsed_after_days, {{ var('lapse_days') }})
            as is_lapsed_q975,
        bordered.visits_to_date = 1
        and bordered.recency_days > borders.border_days as is_past_first_return,
        bordered.quarter_start
    from bordered
    inner join borders
        on
            bordered.quarter_start = borders.quarter_start
            and bordered.first_service_category = borders.first_service_category

)

select * from final
