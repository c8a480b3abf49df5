with

ratings as (

    select * from {{ ref('stg_impulse_ratings') }}

),

only_branch as (

    select max(branch) as branch
    from {{ ref('fct_booking_lines') }}
    having count(distinct branch) = 1

),

final as (

    select
        ratings.rating_id,
        coalesce(ratings.branch, only_branch.branch, 'not stated') as branch,
        ratings.terminal,
        ratings.message,
        ratings.rating,
        cast({{ hours_between('ratings.rated_at', 'ratings.resolved_at') }} as double)
            as hours_to_resolve,
        {{ quarter_of('ratings.rated_date') }} as quarter_start,
        {{ month_of('ratings.rated_date') }} as month_start,
        ratings.rated_at,
        ratings.resolved_at
    from ratings
    left join only_branch
        on true

)

select * from final
