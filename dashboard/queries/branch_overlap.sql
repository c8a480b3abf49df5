-- How many clients come to several branches? One row.
with

visits as (

    select
        quarter_start,
        client_number,
        branch
    from
        metrics.visits_of(
            $branches, $client_types, $categories, null,
            since := list_min($quarters), until := list_max($quarters) + interval 2 month
        )
    where coalesce($services, $staff) is null

    union all

    select
        quarter_start,
        client_number,
        branch
    from
        metrics.visits_by_lines_of(
            $branches, $client_types, $categories, $services, $staff,
            since := list_min($quarters), until := list_max($quarters) + interval 2 month
        )
    where coalesce($services, $staff) is not null

),

clients as (

    select
        client_number,
        count(distinct branch) as branches
    from visits
    where list_contains($quarters, quarter_start)
    group by client_number

)

select
    count(*) as clients,
    count(*) filter (where branches > 1) as clients_of_several,
    cast(coalesce(sum(branches), 0) as bigint) as clients_by_branch
from clients
