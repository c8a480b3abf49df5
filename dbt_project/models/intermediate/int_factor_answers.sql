with

responses as (

    select * from {{ ref('int_responses_typed') }}

),

ratings as (

    select * from {{ ref('stg_survey_ratings') }}

),

final as (

    -- A response without a number of its own carries its key as one.
    select
        responses.response_id,
        ratings.factor,
        responses.recommend_scale,
        cast(responses.recommend_score as double) as overall,
        cast(ratings.rating as double) as rating,
        cast(ratings.rating_min as double) as rating_min,
        cast(ratings.rating_max as double) as rating_max,
        cast(
            (ratings.rating - ratings.rating_min) / (ratings.rating_max - ratings.rating_min)
            as double
        ) as rating_index,
        cast(ratings.importance as double) as importance,
        responses.submitted_date,
        {{ add_days('responses.submitted_date', var('answer_valid_days') - 1) }} as speaks_until
    from ratings
    inner join responses
        on
            ratings.response_ref = coalesce(responses.response_ref, responses.response_id)
            and ratings.system = responses.system
    where
        ratings.rating between ratings.rating_min and ratings.rating_max
        and ratings.rating_max > ratings.rating_min
    qualify
        row_number() over (
            partition by responses.response_id, ratings.factor order by ratings.rating_id
        ) = 1

)

select * from final
