-- What did the campaign bring since $since? One row: those written to against those held out.
with

members as (

    select
        client_key,
        client_key in (select unnest($treated)) as is_treated
    from marts.dim_clients
    where
        client_key in (select unnest($treated))
        or client_key in (select unnest($held_out))

),

since as (

    select
        members.client_key,
        members.is_treated,
        count(visits.visit_id) as visits,
        coalesce(sum(cast(visits.revenue as double)), 0) as revenue
    from members
    left join marts.fct_visits as visits
        on members.client_key = visits.client_key and visits.visit_date > $since
    group by members.client_key, members.is_treated

),

arms as (

    select
        count(*) filter (where is_treated) as treated,
        count(*) filter (where not is_treated) as held_out,
        sum(visits) filter (where is_treated) as visits,
        sum(visits * visits) filter (where is_treated) as visits_squared,
        sum(visits) filter (where not is_treated) as visits_out,
        sum(visits * visits) filter (where not is_treated) as visits_squared_out,
        sum(revenue) filter (where is_treated) as revenue,
        sum(revenue * revenue) filter (where is_treated) as revenue_squared,
        sum(revenue) filter (where not is_treated) as revenue_out,
        sum(revenue * revenue) filter (where not is_treated) as revenue_squared_out
    from since

),

period as (

    select max(as_of) as last_day from marts.dim_quarters

),

compared as (

    select
        arms.*,
        greatest(date_diff('day', cast($since as date), period.last_day), 0) as days_seen,
        metrics.lift(visits, treated, visits_out, held_out) as visits_lift,
        metrics.lift_error(
            visits, visits_squared, treated, visits_out, visits_squared_out, held_out
        ) as visits_error,
        metrics.lift(revenue, treated, revenue_out, held_out) as revenue_lift,
        metrics.lift_error(
            revenue, revenue_squared, treated, revenue_out, revenue_squared_out, held_out
        ) as revenue_error
    from arms
    cross join period

)

select
    treated,
    held_out,
    days_seen,
    metrics.lift_reading(days_seen, treated, held_out) as reading,
    metrics.visits_per_client(visits, treated) as visits_per_client,
    metrics.visits_per_client(visits_out, held_out) as visits_per_client_out,
    visits_lift,
    visits_lift - 1.959964 * visits_error as visits_low,
    visits_lift + 1.959964 * visits_error as visits_high,
    metrics.arpu(revenue, treated) as revenue_per_client,
    metrics.arpu(revenue_out, held_out) as revenue_per_client_out,
    revenue_lift,
    revenue_lift - 1.959964 * revenue_error as revenue_low,
    revenue_lift + 1.959964 * revenue_error as revenue_high
from compared
