with

quarters as (

    select * from {{ ref('dim_quarters') }}

),

weights as (

    -- Too few answers explain anything.
    select * from {{ ref('int_driver_weights') }}
    where
        answers >= {{ var('driver_answers') }}
        and answers >= {{ var('driver_answers_per_factor') }} * factors

),

rated as (

    -- One scale or several: marks are averaged from worst to best and shown on the widest one.
    select
        quarters.quarter_start,
        answers.factor,
        {{ steady_mean('answers.rating_index') }} as performance_index,
        min(answers.rating_min) as rating_min,
        max(answers.rating_max) as rating_max,
        {{ steady_mean('answers.importance') }} as stated_importance,
        count(*) as responses
    from {{ ref('int_factor_answers') }} as answers
    inner join quarters
        on quarters.as_of between answers.submitted_date and answers.speaks_until
    group by quarters.quarter_start, answers.factor

),

joined as (

    select
        rated.quarter_start,
        rated.factor,
        rated.performance_index,
        rated.rating_min,
        rated.rating_max,
        rated.stated_importance,
        rated.responses,
        weights.method,
        weights.answers,
        weights.r_squared,
        weights.importance,
        weights.importance_low,
        weights.importance_high,
        weights.johnson_weight,
        case when weights.importance is not null then rated.performance_index end as weighed_index,
        case when rated.stated_importance is not null then rated.performance_index end
            as stated_index
    from rated
    left join weights
        on
            rated.quarter_start = weights.quarter_start
            and rated.factor = weights.factor

),

crossed as (

    select
        quarter_start,
        factor,
        metrics.driver_quadrant(
            weighed_index, importance,
            {{ steady_mean('weighed_index', 'over quarter') }},
            {{ steady_mean('importance', 'over quarter') }}
        ) as quadrant,
        metrics.driver_quadrant(
            stated_index, stated_importance,
            {{ steady_mean('stated_index', 'over quarter') }},
            {{ steady_mean('stated_importance', 'over quarter') }}
        ) as stated_quadrant,
        {{ satisfaction_index(
            'performance_index', 'stated_importance', 'importance', 'quarter'
        ) }} as satisfaction
    from joined
    window quarter as (partition by quarter_start)

),

final as (

    select
        joined.factor,
        crossed.quadrant,
        crossed.stated_quadrant,
        joined.method,
        round(
            metrics.mark(joined.performance_index, joined.rating_min, joined.rating_max), 9
        ) as performance,
        round(100 * joined.performance_index, 9) as performance_index,
        round(joined.importance, 9) as importance,
        round(joined.importance_low, 9) as importance_low,
        round(joined.importance_high, 9) as importance_high,
        round(joined.johnson_weight, 9) as johnson_weight,
        round(joined.stated_importance, 9) as stated_importance,
        cast(joined.responses as bigint) as responses,
        cast(joined.answers as bigint) as answers,
        round(joined.r_squared, 9) as r_squared,
        round(100 * crossed.satisfaction, 9) as csi,
        joined.quarter_start
    from joined
    inner join crossed
        on
            joined.quarter_start = crossed.quarter_start
            and joined.factor = crossed.factor

)

select * from final
