-- How many came again by each day after the first visit? One row per group and day of a return.
with

curves as (

    select *
    from
        metrics.return_curve_of(
            $dimension, $months, $branches, $client_types, $categories, $services, $staff
        )
    where group_name is not null

),

largest as (

    select group_name
    from curves
    group by group_name
    order by max(clients) desc, group_name asc
    limit 6

)

select
    group_name,
    days,
    clients,
    at_risk,
    share,
    share_low,
    share_high
from curves
where group_name in (select largest.group_name from largest)
order by clients desc, group_name asc, days asc
