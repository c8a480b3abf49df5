{# Staff and branches held beside each other as if all had the same clients. A regular client books
   again more often than a new one, whoever serves; so each figure is taken by client type, and the
   types are put together in the parts they have in the whole slice (direct standardisation). The
   interval is that of chance alone: with 99 % certainty a figure strays no farther where everybody is
   like the slice. At 95 % one of twenty people would stand out for nothing.

   One row per unit and figure. rebooking_rate: visits with the next booking made in time, of those
   where that is known. return_rate: visits after which the client came again in time, to whomever, of
   those whose time is over; first_visit_retention: the same of first visits. repeat_share, of staff:
   visits by clients whom the same person had served before. average_check: money by visit, of staff
   what they themselves did and sold. `value` is as it was, `standardised` with
   the clients of all, `standard` that of all. Made when the marts are there, like the slices. Of staff
   each row also says how many visits, clients and so on they had in all. #}
{% macro create_comparisons() %}

create or replace macro metrics.staff_compared_of(
    quarters, branches, client_types, categories, services, staff := null
) as table
with visits as (
    select
        visit.*,
        visit.staff as unit
    from metrics.staff_visits_of(quarters, branches, client_types, categories, services) as visit
),
{{ compared_units(has_staff=true) }},
served as (
    select
        visit.unit,
        count(distinct visit.client_number) as clients
    from visits as visit
    where staff is null or list_contains(staff, visit.unit) is true
    group by visit.unit
),
whole as (
    select
        unit,
        cast(sum(visits) as bigint) as visits,
        cast(sum(first_visits) as bigint) as new_clients,
        cast(sum(first_visit_retention_whole) as bigint) as first_visits_mature,
        cast(sum(first_visit_retention_part) as bigint) as first_visits_returned,
        cast(sum(repeat_share_part) as bigint) as repeat_visits,
        cast(coalesce(sum(visits) filter (where client_type = 'regular'), 0) as bigint)
            as regular_visits
    from counted
    group by unit
)
{{ compared_columns() }},
    served.clients,
    whole.visits,
    whole.new_clients,
    whole.first_visits_mature,
    whole.first_visits_returned,
    whole.repeat_visits,
    whole.regular_visits
from bounded
inner join served
    on bounded.unit = served.unit
inner join whole
    on bounded.unit = whole.unit;

{# A visit counts once in its branch, whoever served; branches are held against the whole chain. #}
create or replace macro metrics.branches_compared_of(
    quarters, client_types, categories, services, staff := null
) as table
with visits as (
    select
        visit.*,
        visit.branch as unit
    from metrics.visits_paid_of(quarters, null, client_types, categories, services, staff) as visit
),
{{ compared_units(has_staff=false) }}
{{ compared_columns() }}
from bounded;

{# Whether a figure is out of what chance does; too few visits, or clients of types that too few
   others have, leave it open. #}
create or replace macro metrics.stands_out(low, high, standard, n, covered) as
    case
        when metrics.reading(n) != 'sound' or low is null then 'too_few'
        when covered < 0.8 then 'other_clients'
        when low > standard then 'above'
        when high < standard then 'below'
        else 'like_the_rest'
    end;

{% endmacro %}

{# Of each figure that is a share: the visits it is of, and those that count. #}
{% macro compared_units(has_staff) -%}
{%- set shares = {
    'rebooking_rate': ('visit.was_rebooked is not null', 'visit.was_rebooked'),
    'return_rate': ('visit.has_return_window', 'visit.returned_in_window'),
    'first_visit_retention': (
        'visit.visit_number = 1 and visit.has_return_window', 'visit.returned_in_window'
    ),
} -%}
{%- if has_staff -%}
{%- do shares.update({'repeat_share': ('true', 'visit.visit_number_with_staff > 1')}) -%}
{%- endif -%}
counted as (
    select
        visit.unit,
        visit.client_type,
        {% for figure, (whole, part) in shares.items() -%}
        count(*) filter (where {{ whole }}) as {{ figure }}_whole,
        count(*) filter (where {{ whole }} and {{ part }}) as {{ figure }}_part,
        {% endfor -%}
        count(*) as visits,
        count(*) filter (where visit.visit_number = 1) as first_visits,
        sum(visit.amount) as amount,
        sum(visit.amount * visit.amount) as amount_squared
    from visits as visit
    group by visit.unit, visit.client_type
),
strata as (
    {% for figure in shares -%}
    select
        unit,
        client_type,
        '{{ figure }}' as figure,
        {{ figure }}_whole as n,
        cast({{ figure }}_part as double) as total,
        cast({{ figure }}_part as double) as squared
    from counted
    union all
    {% endfor -%}
    select
        unit,
        client_type,
        'average_check' as figure,
        visits as n,
        amount as total,
        amount_squared as squared
    from counted
),
types as (
    -- Each type's part of the slice, its mean, and how far single visits of it lie apart.
    select
        figure,
        client_type,
        cast(sum(n) as double) / sum(sum(n)) over (partition by figure) as weight,
        sum(sum(total)) over (partition by figure) / sum(sum(n)) over (partition by figure)
            as standard,
        case
            when sum(n) > 1
                then greatest(0.0, (sum(squared) - sum(total) * sum(total) / sum(n)) / (sum(n) - 1))
        end as variance
    from strata
    where n > 0
    group by figure, client_type
),
put_together as (
    select
        stratum.unit,
        stratum.figure,
        cast(sum(stratum.n) as bigint) as n,
        sum(stratum.total) / sum(stratum.n) as raw_value,
        sum(type.weight) as covered,
        sum(type.weight * stratum.total / stratum.n) / sum(type.weight) as standardised,
        -- Where the spread of one type is not known, that of all is not.
        case
            when count(type.variance) = count(*)
                then
                    sqrt(sum(type.weight * type.weight * type.variance / stratum.n))
                    / sum(type.weight)
        end as standard_error,
        max(type.standard) as standard
    from strata as stratum
    inner join types as type
        on stratum.figure = type.figure and stratum.client_type = type.client_type
    where stratum.n > 0
    group by stratum.unit, stratum.figure
),
bounded as (
    select
        *,
        standardised - 2.5758293035489004 * standard_error as low,
        standardised + 2.5758293035489004 * standard_error as high
    from put_together
)
{%- endmacro %}

{% macro compared_columns() -%}
select
    bounded.unit,
    bounded.figure,
    bounded.n,
    bounded.raw_value as value,
    bounded.standardised,
    -- Of nothing `greatest` would make a bound.
    case when bounded.low is not null then greatest(bounded.low, 0.0) end as low,
    case
        when bounded.figure = 'average_check' then bounded.high
        when bounded.high is not null then least(bounded.high, 1.0)
    end as high,
    bounded.standard,
    bounded.covered,
    metrics.reading(bounded.n) as reading,
    metrics.stands_out(bounded.low, bounded.high, bounded.standard, bounded.n, bounded.covered)
        as verdict
{%- endmacro %}
