{# Who stands behind the figures of a month: the clients and appointments that marts count, one by one,
   by the rules of the models that count them. Each takes the first day of the month, and branches as a
   list or null for all. Made when the marts are. #}
{% macro create_month_lists() %}

{# Rule of `monthly_kpis.regular_clients`: looked at from the month's last day, or that of the data. #}
create or replace macro metrics.regular_clients_of(shown, branches) as table
with looked_at as (
    select max(kpi.as_of) as as_of
    from marts.monthly_kpis as kpi
    where kpi.month_start = shown
),
regular as (
    select
        visit.client_key,
        max_by(visit.branch, visit.visit_number) as branch,
        count(*) as visits_365d,
        sum(visit.revenue) as revenue_365d,
        max(visit.visit_date) as last_visit_date
    from marts.fct_visits as visit
    cross join looked_at
    where visit.visit_date <= looked_at.as_of and visit.visit_date > looked_at.as_of - 365
    group by visit.client_key, looked_at.as_of
    having
        count(*) >= {{ var('regular_visits') }}
        and max(visit.visit_date) >= looked_at.as_of - {{ var('lapse_days') }}
)
select *
from regular
where branches is null or list_contains(branches, regular.branch) is true;

{# Rule of `int_lapses`: the day after the lapse lies in the month. `amount` is what `losses` counts. #}
create or replace macro metrics.lapsed_clients_of(shown, branches) as table
with lapsed as (
    select
        visit.client_key,
        max(visit.visit_date) as last_visit_date,
        max_by(visit.branch, visit.visit_number) as branch
    from marts.fct_visits as visit
    where
        visit.visit_date + {{ var('lapse_days') + 1 }} between shown and last_day(shown)
        and visit.days_observed > {{ var('lapse_days') }}
        and coalesce(visit.days_until_return, {{ var('lapse_days') + 1 }}) > {{ var('lapse_days') }}
    group by visit.client_key
),
earned as (
    select
        line.client_key,
        greatest(sum(line.net_amount), 0) as revenue_365d
    from marts.fct_visit_lines as line
    inner join lapsed
        on
            line.client_key = lapsed.client_key
            and line.visit_date <= lapsed.last_visit_date
            and line.visit_date > lapsed.last_visit_date - 365
    group by line.client_key
)
select
    lapsed.client_key,
    lapsed.branch,
    lapsed.last_visit_date,
    earned.revenue_365d,
    case
        when lapsed.last_visit_date > client.first_visit_date
            then metrics.margin(earned.revenue_365d) / 2
        else 0
    end as amount
from lapsed
inner join marts.dim_clients as client
    on lapsed.client_key = client.client_key
left join earned
    on lapsed.client_key = earned.client_key
where branches is null or list_contains(branches, lapsed.branch) is true;

{# Rule of the loss `first_visit_only`: the days to return after the first visit ended in the month. #}
create or replace macro metrics.came_once_of(shown, branches) as table
select
    visit.client_key,
    visit.branch,
    visit.visit_date as last_visit_date,
    metrics.margin(greatest(visit.revenue, 0)) as amount
from marts.fct_visits as visit
where
    visit.visit_number = 1
    and visit.visit_date + {{ var('retention_days') + 1 }} between shown and last_day(shown)
    and visit.days_observed > {{ var('retention_days') }}
    and not visit.returned_in_window
    and (branches is null or list_contains(branches, visit.branch) is true);

{# Rule of `int_appointments`: two services booked together are one appointment, and somebody who came
   for one of them did come. #}
create or replace macro metrics.appointments_of(first_day, final_day, branches) as table
with booked as (
    select *
    from marts.fct_booking_lines as line
    where
        line.record_kind not in ('sales', 'sale_totals', 'payments')
        and line.item_type = 'service'
        and not line.is_refund
        and line.status in ('completed', 'no_show', 'cancelled')
)
select
    max(booked.client_key) as client_key,
    booked.branch,
    booked.line_date,
    case
        when bool_or(booked.status = 'completed') then 'completed'
        when bool_or(booked.status = 'no_show') then 'no_show'
        else 'cancelled'
    end as status,
    string_agg(distinct booked.service, ', ' order by booked.service) as services,
    min(least(coalesce(cast(booked.cancelled_at as date), booked.line_date), booked.line_date))
        as cancelled_date
from booked
where
    booked.line_date between first_day and final_day
    and (branches is null or list_contains(branches, booked.branch) is true)
    and booked.system in (
        select teller.system
        from booked as teller
        where teller.record_kind = 'bookings' or teller.status != 'completed'
    )
group by
    booked.system, booked.branch, booked.line_date, coalesce(booked.booking_ref, booked.line_key);

{# Rule of the loss `cancelled_not_rebooked`: the days to book again ended in the month. #}
create or replace macro metrics.cancelled_for_good_of(shown, branches) as table
with cancelled as (
    select *
    from metrics.appointments_of(
        cast(shown - {{ var('retention_days') + 1 }} as date),
        cast(last_day(shown) - {{ var('retention_days') + 1 }} as date),
        branches
    ) as appointment
    where
        appointment.status = 'cancelled'
        and appointment.client_key is not null
        and appointment.line_date + {{ var('retention_days') + 1 }}
        <= (select max(kpi.as_of) from marts.monthly_kpis as kpi)
)
select *
from cancelled
where not exists (
    select 1
    from marts.fct_booking_lines as line
    where
        line.client_key = cancelled.client_key
        and line.line_date >= cancelled.cancelled_date
        and line.line_date <= cancelled.line_date + {{ var('retention_days') }}
        and line.status not in ('cancelled', 'deleted', 'unknown')
        and not line.is_refund
);

{# Rule of `revenue_bridge`: each client's part in the change of a branch's revenue, with its component;
   `against` is previous_month or previous_year. A client of both months has a part by visits and one by the check. #}
create or replace macro metrics.bridge_clients_of(shown, against, branches) as table
with came as (
    select
        visit.client_key,
        visit.branch,
        visit.month_start = shown as is_shown,
        visit.revenue,
        1 as visits
    from marts.fct_visits as visit
    where visit.month_start in (shown, cast(shown - to_months(case against when 'previous_year' then 12 else 1 end) as date))
    union all
    select
        line.client_key,
        line.branch,
        line.month_start = shown as is_shown,
        line.net_amount as revenue,
        0 as visits
    from marts.fct_visit_lines as line
    where
        line.month_start in (shown, cast(shown - to_months(case against when 'previous_year' then 12 else 1 end) as date))
        and line.visit_id is null
        and line.client_key is not null
),
compared as (
    select
        came.client_key,
        came.branch,
        coalesce(sum(came.visits) filter (where came.is_shown), 0) as visits,
        coalesce(sum(came.visits) filter (where not came.is_shown), 0) as visits_before,
        coalesce(sum(came.revenue) filter (where came.is_shown), 0) as revenue,
        coalesce(sum(came.revenue) filter (where not came.is_shown), 0) as revenue_before
    from came
    where branches is null or list_contains(branches, came.branch) is true
    group by came.client_key, came.branch
),
arrivals as (
    select
        visit.client_key,
        min(visit.visit_number) as visit_number,
        min_by(visit.days_since_previous, visit.visit_number) as days_away
    from marts.fct_visits as visit
    where visit.month_start = shown
    group by visit.client_key
),
last_visits as (
    select
        visit.client_key,
        -- `max_by` would pass over a last visit that nothing followed yet.
        max_by(
            coalesce(visit.days_until_return, {{ var('lapse_days') + 1 }}), visit.visit_number
        ) as days_until_return,
        max_by(visit.days_observed, visit.visit_number) as days_observed
    from marts.fct_visits as visit
    where
        visit.month_start between cast(shown - to_months(case against when 'previous_year' then 12 else 1 end) as date) and shown
        and visit.client_key in (
            select compared.client_key
            from compared
            where compared.visits = 0 and compared.visits_before > 0
        )
    group by visit.client_key
),
moved as (
    select
        compared.*,
        {{ movement(
            'last_visits.days_observed > ' ~ var('lapse_days')
            ~ ' and last_visits.days_until_return > ' ~ var('lapse_days')
        ) }} as movement,
        compared.revenue - compared.revenue_before as change,
        {{ change_by_visits() }} as change_by_visits
    from compared
    left join arrivals
        on compared.client_key = arrivals.client_key
    left join last_visits
        on compared.client_key = last_visits.client_key
)
select
    moved.client_key,
    moved.branch,
    moved.movement as component,
    cast(moved.change as double) as amount,
    moved.visits_before,
    moved.visits,
    moved.revenue_before,
    moved.revenue
from moved
where moved.movement not in ('came_in_both', 'came_in_neither')
union all
select
    moved.client_key,
    moved.branch,
    part.component,
    case part.component
        when 'frequency' then moved.change_by_visits
        else moved.change - moved.change_by_visits
    end as amount,
    moved.visits_before,
    moved.visits,
    moved.revenue_before,
    moved.revenue
from moved
cross join (values ('frequency'), ('average_check')) as part (component)
where moved.movement in ('came_in_both', 'came_in_neither');

{% endmacro %}
