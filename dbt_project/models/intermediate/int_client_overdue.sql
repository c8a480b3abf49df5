{# The 90 and 97.5 per cent points of the normal distribution. #}
{% set overdue, lapsed = 1.2815515655446004, 1.959963984540054 %}

with

gaps as (

    select * from {{ ref('int_client_gaps') }}

),

cadences as (

    select * from {{ ref('int_cadences') }}

),

borders as (

    select * from {{ ref('int_first_return_borders') }}

),

usual as (

    -- A kind of service of which no gap is known is as the salon is.
    select
        gaps.client_key,
        gaps.first_service_category,
        gaps.visits_to_date,
        gaps.recency_days,
        gaps.gaps,
        gaps.sum_of_logs / nullif(gaps.gaps, 0) as own_log_days,
        coalesce(kinds.usual_log_days, salon.usual_log_days) as usual_log_days,
        coalesce(kinds.within_variance, salon.within_variance) as within_variance,
        coalesce(kinds.between_variance, salon.between_variance) as between_variance,
        gaps.quarter_start
    from gaps
    left join cadences as kinds
        on
            gaps.quarter_start = kinds.quarter_start
            and gaps.first_service_category = kinds.first_service_category
    left join cadences as salon
        on
            gaps.quarter_start = salon.quarter_start
            and salon.first_service_category = ''

),

drawn as (

    -- The fewer gaps of a client are known, the more the own mean is drawn towards the usual one.
    select
        *,
        coalesce(
            within_variance / nullif(within_variance + gaps * between_variance, 0), 1
        ) as pull
    from usual

),

expected as (

    select
        client_key,
        first_service_category,
        visits_to_date,
        recency_days,
        pull * usual_log_days + (1 - pull) * coalesce(own_log_days, usual_log_days) as log_days,
        sqrt(within_variance + between_variance * pull) as spread,
        quarter_start
    from drawn

),

final as (

    select
        expected.client_key,
        exp(expected.log_days) as expected_gap_days,
        expected.recency_days > coalesce(
            exp(expected.log_days + {{ overdue }} * expected.spread), {{ var('lapse_days') }}
        ) as is_overdue_q90,
        expected.recency_days > coalesce(
            exp(expected.log_days + {{ lapsed }} * expected.spread), {{ var('lapse_days') }}
        ) as is_lapsed_q975,
        expected.visits_to_date = 1
        and expected.recency_days > borders.border_days as is_past_first_return,
        expected.quarter_start
    from expected
    inner join borders
        on
            expected.quarter_start = borders.quarter_start
            and expected.first_service_category = borders.first_service_category

)

select * from final
