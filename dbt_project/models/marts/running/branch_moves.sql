with

quarters as (

    select
        quarter_start,
        lag(quarter_start) over (order by quarter_start) as quarter_before
    from {{ ref('dim_quarters') }}

),

standings as (

    select
        client_number,
        last_branch,
        revenue_365d,
        is_lapsed,
        quarter_start
    from {{ ref('int_client_quarters') }}

),

moves as (

    select
        standings.quarter_start,
        case
            when before.client_number is null then 'new'
            when before.is_lapsed then 'returned'
            when standings.is_lapsed then 'lapsed'
            when before.last_branch = standings.last_branch then 'stayed'
            else 'moved'
        end as move,
        case when not before.is_lapsed then before.last_branch end as from_branch,
        case when not standings.is_lapsed then standings.last_branch end as to_branch,
        before.revenue_365d as revenue_365d_before,
        standings.revenue_365d as revenue_365d_after
    from standings
    inner join quarters
        on standings.quarter_start = quarters.quarter_start
    left join standings as before
        on
            standings.client_number = before.client_number
            and quarters.quarter_before = before.quarter_start
    where not standings.is_lapsed or not before.is_lapsed

),

final as (

    select
        from_branch,
        to_branch,
        move,
        count(*) as clients,
        cast(coalesce(sum(revenue_365d_before), 0) as decimal(18, 2)) as revenue_365d_before,
        cast(coalesce(sum(revenue_365d_after), 0) as decimal(18, 2)) as revenue_365d_after,
        quarter_start
    from moves
    group by from_branch, to_branch, move, quarter_start

)

select * from final
