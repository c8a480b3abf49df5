-- How far on the way from a first visit to loyalty? One row per stage, as of the quarter $quarter.
with

steps as (

    select
        unnest(['first_visit', 'single_use', 'repeat', 'attachment', 'loyalty']) as stage,
        unnest([1, 2, 3, 4, 5]) as step

),

counted as (

    select
        stage,
        count(*) as clients,
        count(*) filter (where is_lapsed_by_cadence) as lapsed_clients
    from metrics.clients_of($branches, $client_types, $categories, $services, $staff)
    where quarter_start = $quarter
    group by stage

),

reached as (

    select
        steps.stage,
        steps.step,
        coalesce(counted.clients, 0) as clients,
        coalesce(counted.lapsed_clients, 0) as lapsed_clients,
        sum(coalesce(counted.clients, 0)) over (
            order by steps.step desc
            rows between unbounded preceding and current row
        ) as reached
    from steps
    left join counted
        on steps.stage = counted.stage

)

select
    stage,
    clients,
    lapsed_clients,
    reached,
    -- Beyond the last stage there is none.
    case
        when step < max(step) over () then metrics.share(reached - clients, reached)
    end as conversion_to_next
from reached
order by step
