{# Questions about people: whether new clients come back, and whom to call. Made when the marts are
   there, like the slices. #}
{% macro create_people_metrics() %}

{# First visits of a slice. One belongs to a kind of service or a member of staff that it had, as any
   visit does; whoever comes for the first time is a new client of that quarter. Which of the two
   parts counts is known before anything is read. #}
create or replace macro metrics.first_visits_of(
    branches, client_types, categories, services, staff := null, since := null, until := null
) as table
{{ in_slices('marts.fct_first_visits', 'branch', "(client_types is null or list_contains(client_types, 'new'))", '1') }};

{# The share of clients who came again by each day after the first visit (Kaplan and Meier), all
   together or by what the first visit was: `dimension` is all, first_service_category, staff or
   branch. Two bounds hold the true share with 95 % certainty (Greenwood, on the scale log(-log)). A
   curve ends where fewer than 5 clients are still looked at, and after 180 days. #}
create or replace macro metrics.return_curve_of(
    dimension, months, branches, client_types, categories, services, staff := null
) as table
with days_seen as (
    select
        case dimension
            when 'first_service_category' then visit.first_service_category
            when 'staff' then visit.staff
            when 'branch' then visit.branch
            else 'all'
        end as group_name,
        least(coalesce(visit.days_until_return, visit.days_observed), 181) as days,
        count(*) filter (where visit.days_until_return is not null) as returned,
        count(*) filter (where visit.days_until_return is null) as unseen
    from metrics.first_visits_of(
        branches, client_types, categories, services, staff,
        since := list_min(months), until := list_max(months)
    ) as visit
    where list_contains(months, visit.month_start)
    group by all
),
{{ kaplan_meier_curve('days_seen', ['group_name']) }}
select
    group_name,
    days,
    clients,
    at_risk,
    share,
    share_low,
    share_high
from curve
where days <= 180 and at_risk >= 5;

{# The visit ladder, all together or by what the first visit was: `dimension` is all,
   first_service_category, branch, staff or cohort_quarter. share_of_cohort multiplies the steps so far: who
   of the whole cohort comes so often, each visit within the window of the one before. #}
create or replace macro metrics.ladder_groups_of(
    dimension, branches, cohorts, categories, window_days, staff := null
) as table
with steps as (
    select
        *,
        case dimension
            when 'first_service_category' then cell.first_service_category
            when 'branch' then cell.branch
            when 'staff' then cell.staff
            when 'cohort_quarter' then cast(cell.cohort_quarter as varchar)
            else 'all'
        end as group_name
    from marts.visit_ladder_days as cell
    where
        (branches is null or list_contains(branches, cell.branch) is true)
        and (cohorts is null or list_contains(cohorts, cell.cohort_quarter))
        and (categories is null or list_contains(categories, cell.first_service_category) is true)
        and (staff is null or list_contains(staff, cell.staff) is true)
        and (dimension != 'staff' or cell.staff is not null)
),
estimated as (
    {{ kaplan_meier('steps', ['group_name', 'step'], 'window_days') }}
)
select
    *,
    case
        when min(share) over so_far = 0 then 0
        when count(share) over so_far = step - 1
            then exp(sum(ln(nullif(share, 0))) over so_far)
    end as share_of_cohort
from estimated
window so_far as (
    partition by group_name order by step
    rows between unbounded preceding and current row
);

{# The ladder of whole cohorts together. #}
create or replace macro metrics.ladder_of(
    branches, cohorts, categories, window_days, staff := null
) as table
select
    step,
    clients,
    reached,
    share,
    days_seen,
    is_complete
from metrics.ladder_groups_of('all', branches, cohorts, categories, window_days, staff);

{# How far two shares lie apart, in standard errors of the difference where there is none (two
   proportions, pooled): `metrics.two_sided_p` of it says how likely that is by chance. #}
create or replace macro metrics.shares_z(part, whole, part_before, whole_before) as
    (
        cast(part as double) / nullif(whole, 0)
        - cast(part_before as double) / nullif(whole_before, 0)
    ) / nullif(sqrt(
        (cast(part + part_before as double) / nullif(whole + whole_before, 0))
        * (1 - cast(part + part_before as double) / nullif(whole + whole_before, 0))
        * (1.0 / nullif(whole, 0) + 1.0 / nullif(whole_before, 0))
    ), 0);

{# Whom to call, of a slice. One row per client on the call list: as late, and for the service, of
   the kind with most money at risk (`call_rank` finds it in `marts.call_list`); the money is that of
   all kinds of service the client is due for. Branch, service and staff are those of the call. #}
create or replace macro metrics.calls_of(
    branches, client_types, categories, services, staff := null
) as table
-- Which kind of service to call for is known of the whole list.
select
    call.client_number,
    call.call_rank,
    call.state,
    call.is_holdout,
    call.kinds_of_client as kinds,
    call.margin_of_client as money_at_risk,
    call.due_date
from marts.call_list as call
where
    call.call_rank = 1
    and coalesce(branches, categories, services, staff) is null
    and (client_types is null or list_contains(client_types, call.client_type) is true)
union all
select
    call.client_number,
    min(call.call_rank) as call_rank,
    arg_min(call.state, call.call_rank) as state,
    bool_or(call.is_holdout) as is_holdout,
    count(*) as kinds,
    sum(call.margin_at_risk) as money_at_risk,
    arg_min(call.due_date, call.call_rank) as due_date
from marts.call_list as call
where
    coalesce(branches, categories, services, staff) is not null
    and (branches is null or list_contains(branches, call.last_branch) is true)
    and (categories is null or list_contains(categories, call.service_category) is true)
    and (services is null or list_contains(services, lower(call.suggested_service)))
    and (staff is null or list_contains(staff, call.usual_staff) is true)
    and (client_types is null or list_contains(client_types, call.client_type) is true)
group by call.client_number;

{% endmacro %}
