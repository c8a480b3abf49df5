-- How did the score of the newest quarter change since before? One row per quarter compared with.
with

earlier as (

    select unnest([
        cast($quarter - interval 3 month as date),
        cast($quarter - interval 12 month as date)
    ]) as quarter_start

),

counted as (

    select
        quarter_start,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where recommend_scale = $scale
    group by quarter_start

),

compared as (

    select
        earlier.quarter_start,
        coalesce(now.promoters, 0) as promoters,
        coalesce(now.detractors, 0) as detractors,
        coalesce(now.responses, 0) as responses,
        coalesce(before.promoters, 0) as promoters_before,
        coalesce(before.detractors, 0) as detractors_before,
        coalesce(before.responses, 0) as responses_before
    from earlier
    left join counted as before
        on earlier.quarter_start = before.quarter_start
    left join counted as now
        on now.quarter_start = $quarter

),

tested as (

    select
        compared.*,
        metrics.reading(responses) != 'hidden' and metrics.reading(responses_before) != 'hidden'
            as is_shown,
        change.*
    from compared, lateral metrics.nps_change(
        promoters_before, detractors_before, responses_before, promoters, detractors, responses
    ) as change

),

shown as (

    -- Of two tests that are read together Holm takes care.
    select
        quarter_start,
        responses,
        responses_before,
        case when is_shown then metrics.nps(promoters, detractors, responses) end as nps,
        case
            when is_shown then metrics.nps(promoters_before, detractors_before, responses_before)
        end as nps_before,
        case when is_shown then nps_change end as nps_change,
        case when is_shown then change_low end as change_low,
        case when is_shown then change_high end as change_high,
        case
            when is_shown then metrics.holm_p(p, array_agg(p) filter (where is_shown) over ())
        end as p
    from tested

)

select
    dim_quarters.quarter_name,
    shown.*,
    metrics.change_reading(shown.nps_change, shown.p) as change_reading
from shown
left join marts.dim_quarters
    on shown.quarter_start = dim_quarters.quarter_start
order by shown.quarter_start desc
