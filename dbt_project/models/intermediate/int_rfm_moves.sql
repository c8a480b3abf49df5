with

borders as (

    {{ rfm_borders(ref('rfm_thresholds')) }}

),

moves as (

    {{ rfm_moves(ref('rfm'), 'borders') }}

),

final as (

    select
        from_quarter,
        from_segment,
        from_rf_segment,
        to_quarter,
        to_segment,
        to_rf_segment,
        count(*) as clients,
        sum(revenue_365d_before) as revenue_365d_before,
        sum(revenue_365d_after) as revenue_365d_after
    from moves
    group by
        from_quarter, from_segment, from_rf_segment, to_quarter, to_segment, to_rf_segment

)

select * from final
