with

quarters as (

    select * from {{ ref('dim_quarters') }}

),

answers as (

    select * from {{ ref('int_responses_typed') }}
    where
        client_key is not null
        and recommend_score is not null
        and recommend_scale in ('0-10', '1-10')

),

final as (

    -- The latest answer that still speaks for the client at the end of the quarter.
    select
        answers.client_key,
        quarters.quarter_start,
        answers.recommend_score,
        case
            when answers.recommend_score >= 9 and coalesce(answers.own_rank, 1) = 1 then 'high'
            else 'low'
        end as attitude,
        -- Who uses one salon alone had no rival to rank.
        case
            when answers.own_rank is not null and coalesce(answers.salons_used, 2) > 1
                then 'relative'
            else 'absolute'
        end as attitude_basis
    from answers
    inner join quarters
        on
            answers.submitted_date <= quarters.as_of
            and answers.submitted_date
            > {{ add_days('quarters.as_of', - var('answer_valid_days')) }}
    qualify
        row_number() over (
            partition by answers.client_key, quarters.quarter_start
            order by answers.submitted_at desc, answers.response_id
        ) = 1

)

select * from final
