-- On which weekday and at what hour does the client $client usually come? One row, or none.
with

visits as (

    -- At midnight sharp a visit has a day and no time.
    select
        isodow(starts_at) as weekday,
        hour(starts_at) as hour_of_day,
        starts_at
    from marts.fct_visits
    where
        client_number = (
            select known.client_number
            from marts.dim_clients as known
            where known.client_key = $client
        )
        and starts_at > visit_date

),

weekdays as (

    select
        weekday,
        count(*) as visits,
        max(starts_at) as last_at
    from visits
    group by weekday

),

hours as (

    select
        hour_of_day,
        count(*) as visits,
        max(starts_at) as last_at
    from visits
    group by hour_of_day

)

select
    arg_max(weekdays.weekday, (weekdays.visits, weekdays.last_at)) as weekday,
    arg_max(hours.hour_of_day, (hours.visits, hours.last_at)) as hour_of_day
from weekdays
cross join hours
having count(*) > 0
