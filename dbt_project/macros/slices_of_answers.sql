{# Answers to surveys that belong to a slice (see `slices.sql`), and what they say together. #}
{% macro create_slices_of_answers() %}

{# An answer belongs to every service it is about. #}
create or replace macro metrics.responses_of(branches, client_types, categories, services, staff := null) as table
select *
from marts.fct_survey_responses as response
where
    (branches is null or list_contains(branches, response.branch) is true)
    and (client_types is null or list_contains(client_types, response.client_type) is true)
    and (staff is null or list_contains(staff, response.staff) is true)
    and (
        (categories is null and services is null)
        or response.response_id in (
            select about.response_id
            from marts.fct_response_services as about
            where
                (categories is null or list_contains(categories, about.service_category) is true)
                and (services is null or list_contains(services, lower(about.service)))
        )
    );

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
        and (categories is null or list_contains(categories, service_category) is true)
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

{% endmacro %}
