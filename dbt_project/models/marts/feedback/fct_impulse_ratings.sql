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
        case
            when ratings.resolved_at >= ratings.rated_at
                then cast(
                    {{ minutes_between('ratings.rated_at', 'ratings.resolved_at') }} as double
                )
        end as minutes_to_resolve,
        ratings.rating <= 2 as is_bad,
        cast(hour(ratings.rated_at) as bigint) as rated_hour,
        cast({{ weekday_of('ratings.rated_at') }} as bigint) as rated_weekday,
        {{ quarter_of('ratings.rated_date') }} as quarter_start,
        {{ month_of('ratings.rated_date') }} as month_start,
        ratings.rated_at,
        ratings.resolved_at
    from ratings
    left join only_branch
        on true

)

select * from final
