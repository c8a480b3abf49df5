with

answers as (

    select * from {{ ref('int_factor_answers') }}

),

final as (

    select
        response_id,
        factor,
        rating,
        rating_min,
        rating_max,
        rating_index,
        importance,
        submitted_date,
        speaks_until
    from answers

)

select * from final
