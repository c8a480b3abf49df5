-- Which first service, staff or branch brings new clients back? One row per group.
with

grouped as (

    select
        case $dimension
            when 'staff' then staff
            when 'branch' then branch
            else first_service_category
        end as group_name,
        count(*) as first_visits,
        count(*) filter (where days_observed >= $days) as mature,
        count(*) filter (where days_observed >= $days and days_until_return <= $days)
            as returned,
        count(*) filter (where days_observed < $days and days_until_return is null) as still_open,
        count(
            case $rebooking
                when 'on_the_day' then was_rebooked_on_the_day
                when 'any_future' then was_rebooked_any_future
                else was_rebooked_within_24h
            end
        ) as rebookable,
        count(*) filter (
            where case $rebooking
                when 'on_the_day' then was_rebooked_on_the_day
                when 'any_future' then was_rebooked_any_future
                else was_rebooked_within_24h
            end
        ) as rebooked
    from
        metrics.first_visits_of(
            $branches, $client_types, $categories, $services, $staff,
            since := list_min($months), until := list_max($months)
        )
    where month_start in (select unnest(cast($months as date[])))
    group by group_name

)

select
    group_name,
    first_visits,
    mature,
    returned,
    still_open,
    metrics.retention_rate(returned, mature) as share,
    metrics.share_bound(returned, mature, -1) as share_low,
    metrics.share_bound(returned, mature, 1) as share_high,
    metrics.retention_rate(sum(returned) over (), sum(mature) over ()) as share_of_all,
    metrics.rebooking_rate(rebooked, rebookable) as rebooking
from grouped
order by mature desc, first_visits desc, group_name asc nulls last
