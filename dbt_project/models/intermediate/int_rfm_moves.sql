{# A pair of quarters costs a row per client: of so many rows of `rfm` every pair is made. #}
{% set most_rows_for_all_pairs = 300000 %}

with

borders as (

    {{ rfm_borders(ref('rfm_thresholds')) }}

),

size as (

    select count(*) as rows_of_rfm
    from {{ ref('rfm') }}

),

pairs as (

    select
        borders.*,
        later.quarter_start as to_quarter
    from borders
    inner join borders as later
        on borders.quarter_start < later.quarter_start
    cross join size
    where
        size.rows_of_rfm <= {{ most_rows_for_all_pairs }}
        or {{ months_between_starts('borders.quarter_start', 'later.quarter_start') }} in (3, 12)

),

moves as (

    {{ rfm_moves(ref('rfm'), ref('rfm'), 'pairs') }}

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
