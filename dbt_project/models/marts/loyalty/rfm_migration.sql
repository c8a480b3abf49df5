with

moves as (

    select * from {{ ref('int_rfm_moves') }}

),

final as (

    select
        from_segment,
        to_segment,
        cast(sum(clients) as bigint) as clients,
        cast(sum(revenue_365d_before) as decimal(18, 2)) as revenue_365d_before,
        cast(sum(revenue_365d_after) as decimal(18, 2)) as revenue_365d_after,
        from_quarter,
        to_quarter
    from moves
    group by from_quarter, from_segment, to_quarter, to_segment

)

select * from final
