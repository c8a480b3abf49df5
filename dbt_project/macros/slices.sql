{# What belongs to a slice of the salon, written once for every page and for an analyst's own SQL:
   `select … from metrics.clients_of($branches, $client_types, $categories, $services)`. Each is a
   list, or null for all; services are written in small letters, staff may be left out. Spark has table functions instead. #}
{% macro create_slices() %}

{# Lines count in a slice by what they are. #}
create or replace macro metrics.lines_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_visit_lines as line
where
    (branches is null or list_contains(branches, line.branch))
    and (client_types is null or list_contains(client_types, line.client_type))
    and (categories is null or list_contains(categories, line.service_category))
    and (services is null or list_contains(services, lower(line.service)))
    and (staff is null or list_contains(staff, line.staff));

{# The revenue of what `lines_of` holds, in few rows: by month, quarter, branch, client_type and
   item_type it can be summed. #}
create or replace macro metrics.revenue_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.revenue_cells as cell
where
    (branches is null or list_contains(branches, cell.branch))
    and (client_types is null or list_contains(client_types, cell.client_type))
    and (categories is null or list_contains(categories, cell.service_category))
    and (services is null or list_contains(services, cell.service))
    and (staff is null or list_contains(staff, cell.staff));

{# Visits lie by the mix of their lines, and by that of their categories: mixes are asked, and not the
   lines. The mixes that hold a line of the slice, or a category of it. #}
create or replace macro metrics.line_mixes_of(categories, services, staff) as table
select mix.line_mix
from marts.line_mixes as mix
where
    (categories is null or list_contains(categories, mix.service_category))
    and (services is null or list_contains(services, mix.service))
    and (staff is null or list_contains(staff, mix.staff));

create or replace macro metrics.category_mixes_of(categories) as table
select mix.category_mix
from marts.category_mixes as mix
where list_contains(categories, mix.service_category);

{# A visit belongs to a service, a category and a member of staff if one line in it is of all three
   that are asked for. Which of the parts counts is known before anything is read. #}
create or replace macro metrics.visits_of(branches, client_types, categories, services, staff := null) as table
{{ in_slices('marts.fct_visits', 'branch', '(client_types is null or list_contains(client_types, member.client_type))') }};

{# What one person did in a visit: it belongs to a service that this person did or sold in it. #}
create or replace macro metrics.staff_visits_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_staff_visits as visit
where
    (branches is null or list_contains(branches, visit.branch))
    and (client_types is null or list_contains(client_types, visit.client_type))
    and (staff is null or list_contains(staff, visit.staff))
    and categories is null
    and services is null
union all
select *
from marts.fct_staff_visits as visit
where
    (branches is null or list_contains(branches, visit.branch))
    and (client_types is null or list_contains(client_types, visit.client_type))
    and (staff is null or list_contains(staff, visit.staff))
    and coalesce(categories, services) is not null
    and (visit.line_mix, visit.staff) in (
        select
            mix.line_mix,
            mix.staff
        from marts.line_mixes as mix
        where
            mix.staff is not null
            and (categories is null or list_contains(categories, mix.service_category))
            and (services is null or list_contains(services, mix.service))
    );

{# Clients by quarter, what RFM says of them, and what they told of their spending on salons. #}
create or replace macro metrics.clients_of(branches, client_types, categories, services, staff := null) as table
{{ clients_in_slices('marts.client_quarters') }};

create or replace macro metrics.rfm_of(branches, client_types, categories, services, staff := null) as table
{{ clients_in_slices('marts.rfm') }};

create or replace macro metrics.wallets_of(branches, client_types, categories, services, staff := null) as table
{{ clients_in_slices('marts.share_of_wallet') }};

{# An answer belongs to every service it is about. #}
create or replace macro metrics.responses_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_survey_responses as response
where
    (branches is null or list_contains(branches, response.branch))
    and (client_types is null or list_contains(client_types, response.client_type))
    and (staff is null or list_contains(staff, response.staff))
    and (
        (categories is null and services is null)
        or response.response_id in (
            select about.response_id
            from marts.fct_response_services as about
            where
                (categories is null or list_contains(categories, about.service_category))
                and (services is null or list_contains(services, lower(about.service)))
        )
    );

{# Who moved on the grids of RFM between two quarters, the earlier first: one row per client of the
   later one, of a slice of that one or of the whole salon. Any two quarters; the mart `rfm_migration`
   sums the same rows up. #}
create or replace macro metrics.rfm_moves_of(
    quarter_before, quarter_after,
    branches := null, client_types := null, categories := null, services := null, staff := null
) as table
with borders as (
    {{ rfm_borders('marts.rfm_thresholds') }}
),
pairs as (
    select
        borders.*,
        quarter_after as to_quarter
    from borders
    where borders.quarter_start = quarter_before and quarter_before < quarter_after
),
stand as (
    select *
    from metrics.rfm_of(branches, client_types, categories, services, staff) as client
    where client.quarter_start = quarter_after
),
stood as (
    select *
    from marts.rfm as client
    where client.quarter_start = quarter_before
)
{{ rfm_moves('stand', 'stood', 'pairs') }};

{# Scores of a slice on one scale, one row per answer and what it belongs to: a branch, a client_type,
   a service_category, a member of staff, a gender or an age_band (`dimension` says which). An answer
   about two categories stands in two rows, one of which nothing is known has an empty `member`. #}
create or replace macro metrics.answers_by(
    dimension, scale, quarters, branches, client_types, categories, services, staff := null
) as table
with scored as (
    select *
    from metrics.responses_of(branches, client_types, categories, services, staff) as response
    where
        response.recommend_scale = scale
        and response.nps_group is not null
        and list_contains(quarters, response.quarter_start)
),
about as (
    select distinct
        response_id,
        service_category
    from marts.fct_response_services
    where
        dimension = 'service_category'
        and (categories is null or list_contains(categories, service_category))
        and (services is null or list_contains(services, lower(service)))
)
select
    scored.response_id,
    scored.nps_group,
    case dimension
        when 'branch' then scored.branch
        when 'client_type' then scored.client_type
        when 'staff' then scored.staff
        when 'gender' then scored.gender
        when 'age_band' then scored.age_band
        when 'service_category' then about.service_category
    end as member
from scored
left join about
    on scored.response_id = about.response_id;

{# How clients who answered in both quarters on one scale changed their minds; of several answers in a
   quarter the last one counts. Their other answers are left out: who answers only once cannot tell a
   change of mind from a change of who is asked. #}
create or replace macro metrics.nps_change_of_same_clients(
    quarter_before, quarter_after, branches, client_types, categories, services, staff := null
) as table
with answers as (
    select
        response.client_key,
        response.recommend_scale,
        response.quarter_start,
        max_by(
            case response.nps_group when 'promoter' then 1 when 'detractor' then -1 else 0 end,
            response.submitted_at
        ) as counts
    from metrics.responses_of(branches, client_types, categories, services, staff) as response
    where
        response.client_key is not null
        and response.nps_group is not null
        and response.quarter_start in (quarter_before, quarter_after)
    group by response.client_key, response.recommend_scale, response.quarter_start
),
pairs as (
    select
        earlier.recommend_scale,
        earlier.counts as counted_before,
        later.counts as counted_after
    from answers as earlier
    inner join answers as later
        on
            earlier.client_key = later.client_key
            and earlier.recommend_scale = later.recommend_scale
    where earlier.quarter_start = quarter_before and later.quarter_start = quarter_after
),
waves as (
    select
        recommend_scale,
        count(*) as clients,
        sum(counted_before) as sum_before,
        sum(counted_after) as sum_after,
        sum(pow(counted_after - counted_before, 2)) as squared_changes
    from pairs
    group by recommend_scale
)
select
    wave.recommend_scale,
    wave.clients,
    100.0 * wave.sum_before / wave.clients as nps_before,
    100.0 * wave.sum_after / wave.clients as nps_after,
    change.*
from waves as wave,
lateral metrics.nps_paired_change(
    wave.sum_after - wave.sum_before, wave.squared_changes, wave.clients
) as change;

{# What a slice says of the factors of a survey, in the 365 days up to a quarter's end: one row per
   factor. How well they are done is of the slice; what moves the score (`importance`) is known of the
   whole salon alone, from `satisfaction_drivers`. Without slicers the rows are those of the mart. #}
create or replace macro metrics.drivers_of(
    quarter_shown, branches, client_types, categories, services, staff := null
) as table
with rated as (
    select
        rating.factor,
        avg(rating.rating_index) as performance_index,
        min(rating.rating_min) as rating_min,
        max(rating.rating_max) as rating_max,
        avg(rating.importance) as stated_importance,
        count(*) as responses
    from marts.fct_survey_ratings as rating
    inner join marts.dim_quarters as quarter
        on quarter.as_of between rating.submitted_date and rating.speaks_until
    where
        quarter.quarter_start = quarter_shown
        and (
            (
                branches is null and client_types is null and categories is null
                and services is null and staff is null
            )
            or rating.response_id in (
                select response.response_id
                from metrics.responses_of(branches, client_types, categories, services, staff)
                    as response
            )
        )
    group by rating.factor
),
joined as (
    select
        rated.*,
        driver.importance,
        driver.importance_low,
        driver.importance_high,
        driver.answers,
        driver.r_squared,
        case when driver.importance is not null then rated.performance_index end as weighed_index,
        case when rated.stated_importance is not null then rated.performance_index end
            as stated_index
    from rated
    left join marts.satisfaction_drivers as driver
        on rated.factor = driver.factor and driver.quarter_start = quarter_shown
)
select
    factor,
    round(metrics.mark(performance_index, rating_min, rating_max), 9) as performance,
    rating_min,
    rating_max,
    round(100 * performance_index, 9) as performance_index,
    round(stated_importance, 9) as stated_importance,
    importance,
    importance_low,
    importance_high,
    metrics.driver_quadrant(
        weighed_index, importance, avg(weighed_index) over everything, avg(importance) over everything
    ) as quadrant,
    metrics.driver_quadrant(
        stated_index, stated_importance,
        avg(stated_index) over everything, avg(stated_importance) over everything
    ) as stated_quadrant,
    responses,
    answers,
    r_squared,
    round(100 * {{ satisfaction_index(
        'performance_index', 'stated_importance', 'importance', 'everything'
    ) }}, 9) as csi
from joined
window everything as ();

{# A complaint belongs to the branch and the member of staff it is about, to a service it names, and
   to the type of its client in the quarter. #}
create or replace macro metrics.complaints_of(
    branches, client_types, categories, services, staff := null
) as table
select *
from marts.fct_complaints as complaint
where
    (branches is null or list_contains(branches, complaint.branch))
    and (staff is null or list_contains(staff, complaint.staff))
    and (services is null or list_contains(services, lower(complaint.service)))
    and (
        categories is null
        or lower(complaint.service) in (
            select lower(known.service)
            from marts.dim_services as known
            where list_contains(categories, known.service_category)
        )
    )
    and (
        client_types is null
        or (complaint.client_key, complaint.quarter_start) in (
            select
                client.client_key,
                client.quarter_start
            from marts.client_quarters as client
            where list_contains(client_types, client.client_type)
        )
    );

{# A client at risk belongs to the branch of the last visit, and to a service or a member of staff had
   in the quarter. #}
create or replace macro metrics.at_risk_of(
    quarter_shown, branches, client_types, categories, services, staff := null
) as table
select *
from marts.clients_at_risk as client
where
    client.quarter_start = quarter_shown
    and (branches is null or list_contains(branches, client.branch))
    and (client_types is null or list_contains(client_types, client.client_type))
    and (
        (categories is null and services is null and staff is null)
        or client.client_key in (
            select line.client_key
            from marts.fct_visit_lines as line
            where
                -- Without these slicers no line needs to be read.
                coalesce(categories, services, staff) is not null
                and line.quarter_start = quarter_shown
                and not line.is_refund
                and (categories is null or list_contains(categories, line.service_category))
                and (services is null or list_contains(services, lower(line.service)))
                and (staff is null or list_contains(staff, line.staff))
        )
    );

{# The visit ladder of whole cohorts together, in whatever window of up to 180 days; cohorts are the
   quarters of the first visit. #}
create or replace macro metrics.ladder_of(branches, cohorts, categories, window_days) as table
with steps as (
    select *
    from marts.visit_ladder_days as cell
    where
        (branches is null or list_contains(branches, cell.branch))
        and (cohorts is null or list_contains(cohorts, cell.cohort_quarter))
        and (categories is null or list_contains(categories, cell.first_service_category))
)

{{ kaplan_meier('steps', ['step'], 'window_days') }};

{% endmacro %}

{# The rows of a mart of visits that belong to a slice. #}
{% macro in_slices(relation, branch, condition) -%}
select *
from {{ relation }} as member
where
    (branches is null or list_contains(branches, member.{{ branch }}))
    and {{ condition }}
    and categories is null
    and services is null
    and staff is null
union all
select *
from {{ relation }} as member
where
    (branches is null or list_contains(branches, member.{{ branch }}))
    and {{ condition }}
    and categories is not null
    and services is null
    and staff is null
    and member.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
union all
select *
from {{ relation }} as member
where
    (branches is null or list_contains(branches, member.{{ branch }}))
    and {{ condition }}
    and coalesce(services, staff) is not null
    and member.line_mix in (
        select mix.line_mix from metrics.line_mixes_of(categories, services, staff) as mix
    )
{%- endmacro %}

{# The rows of a mart of clients by quarter that belong to a slice. A client belongs to the branch of
   the last visit, and to a service, a category and a member of staff if one line of the quarter is of
   all three that are asked for. The lines of a quarter are fewer than the mixes of all times. #}
{% macro clients_in_slices(relation) -%}
select *
from {{ relation }} as client
where
    (branches is null or list_contains(branches, client.last_branch))
    and (client_types is null or list_contains(client_types, client.client_type))
    and categories is null
    and services is null
    and staff is null
union all
select *
from {{ relation }} as client
where
    (branches is null or list_contains(branches, client.last_branch))
    and (client_types is null or list_contains(client_types, client.client_type))
    and categories is not null
    and services is null
    and staff is null
    and client.category_mix in (select mix.category_mix from metrics.category_mixes_of(categories) as mix)
union all
select client.*
from {{ relation }} as client
inner join (
    select distinct
        line.client_number,
        line.quarter_start
    from marts.fct_visit_lines as line
    where
        not line.is_refund
        and (categories is null or list_contains(categories, line.service_category))
        and (services is null or list_contains(services, lower(line.service)))
        and (staff is null or list_contains(staff, line.staff))
) as had
    on client.client_number = had.client_number and client.quarter_start = had.quarter_start
where
    (branches is null or list_contains(branches, client.last_branch))
    and (client_types is null or list_contains(client_types, client.client_type))
    and coalesce(services, staff) is not null
{%- endmacro %}
