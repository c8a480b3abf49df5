with

returns as (

    select * from {{ ref('int_visits_returned') }}

),

first_visits as (

    select
        month_start,
        branch,
        count(*) as first_visits_mature,
        count(*) filter (where returned_in_window) as first_visits_returned
    from returns
    where visit_number = 1 and has_return_window
    group by month_start, branch

),

last_of_month as (

    -- Clients served in the month who had been before, looked at from their last visit in it.
    select *
    from returns
    where visit_number > 1
    qualify
        row_number() over (
            partition by client_key, month_start, branch order by visit_number desc
        ) = 1

),

known_before as (

    select
        last_of_month.month_start,
        last_of_month.branch,
        count(*) as clients_mature,
        count(*) filter (where last_of_month.returned_in_window) as clients_returned
    from last_of_month
    inner join {{ ref('int_first_visits') }} as first_visits
        on last_of_month.client_key = first_visits.client_key
    where
        last_of_month.has_return_window
        and first_visits.first_visit_date < last_of_month.month_start
    group by last_of_month.month_start, last_of_month.branch

),

final as (

    select
        coalesce(first_visits.month_start, known_before.month_start) as month_start,
        coalesce(first_visits.branch, known_before.branch) as branch,
        coalesce(first_visits.first_visits_mature, 0) as first_visits_mature,
        coalesce(first_visits.first_visits_returned, 0) as first_visits_returned,
        coalesce(known_before.clients_mature, 0) as clients_mature,
        coalesce(known_before.clients_returned, 0) as clients_returned
    from first_visits
    full join known_before
        on
            first_visits.month_start = known_before.month_start
            and first_visits.branch = known_before.branch

)

select * from final
