-- Did clients who answered both times change their minds? One row per quarter compared with.
with

earlier as (

    select unnest([
        cast($quarter - interval 3 month as date),
        cast($quarter - interval 12 month as date)
    ]) as quarter_start

),

tested as (

    select
        cast($quarter - interval 3 month as date) as quarter_start,
        change.*
    from
        metrics.nps_change_of_same_clients(
            cast($quarter - interval 3 month as date), $quarter,
            $branches, $client_types, $categories, $services, $staff
        ) as change
    union all
    select
        cast($quarter - interval 12 month as date) as quarter_start,
        change.*
    from
        metrics.nps_change_of_same_clients(
            cast($quarter - interval 12 month as date), $quarter,
            $branches, $client_types, $categories, $services, $staff
        ) as change

),

shown as (

    select
        quarter_start,
        clients,
        nps_change,
        change_low,
        change_high,
        metrics.holm_p(p, array_agg(p) over ()) as p_holm
    from tested
    where recommend_scale = $scale and metrics.reading(clients) != 'hidden'

)

select
    dim_quarters.quarter_name,
    shown.clients,
    shown.nps_change,
    shown.change_low,
    shown.change_high,
    metrics.change_reading(shown.nps_change, shown.p_holm) as change_reading
from earlier
left join marts.dim_quarters
    on earlier.quarter_start = dim_quarters.quarter_start
left join shown
    on earlier.quarter_start = shown.quarter_start
order by earlier.quarter_start desc
