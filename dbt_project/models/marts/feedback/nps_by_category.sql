with

responses as (

    select * from {{ ref('fct_survey_responses') }}
    where recommend_scale != '1-5'

),

categories as (

    -- An answer about two services of one category counts once in it; an answer about two
    -- categories counts in both. Totals are taken from fct_survey_responses.
    select distinct
        response_id,
        service_category
    from {{ ref('fct_response_services') }}

),

counted as (

    select
        responses.quarter_start,
        responses.recommend_scale,
        responses.client_type,
        categories.service_category,
        count(*) filter (where responses.nps_group = 'promoter') as promoters,
        count(*) filter (where responses.nps_group = 'passive') as passives,
        count(*) filter (where responses.nps_group = 'detractor') as detractors,
        count(*) filter (where responses.nps_group is not null) as responses,
        count(*) filter (where responses.outcome = 'answered') as answered,
        count(*) filter (where responses.outcome = 'refused') as refusals,
        count(*) as invited
    from responses
    inner join categories
        on responses.response_id = categories.response_id
    group by
        responses.quarter_start,
        responses.recommend_scale,
        responses.client_type,
        categories.service_category

),

compared as (

    -- Against the same slice of the quarter before, where both have answers enough to be shown.
    select
        counted.*,
        before.promoters as promoters_before,
        before.detractors as detractors_before,
        before.responses as responses_before
    from counted
    left join counted as before
        on
            {{ add_months('counted.quarter_start', -3) }} = before.quarter_start
            and counted.recommend_scale = before.recommend_scale
            and counted.client_type = before.client_type
            and counted.service_category = before.service_category
            and metrics.reading(before.responses) != 'hidden'
            and metrics.reading(counted.responses) != 'hidden'

),

tested as (

    select
        *,
        metrics.nps_change_p(
            promoters_before, detractors_before, responses_before,
            promoters, detractors, responses
        ) as change_p
    from compared

),

ranked as (

    -- Holm (1979): the smallest p is multiplied by the number of tests, the next by one less …
    select
        *,
        count(change_p) over (partition by quarter_start, recommend_scale) as tests,
        row_number() over (
            partition by quarter_start, recommend_scale
            order by change_p asc nulls last, client_type asc, service_category asc
        ) as place
    from tested

),

adjusted as (

    -- … and none becomes smaller than one before it.
    select
        *,
        case
            when change_p is not null
                then max(least(1.0, (tests - place + 1) * change_p)) over (
                    partition by quarter_start, recommend_scale order by place
                    rows between unbounded preceding and current row
                )
        end as change_p_holm
    from ranked

),

final as (

    select
        recommend_scale,
        client_type,
        service_category,
        metrics.reading(responses) as reading,
        cast(promoters as bigint) as promoters,
        cast(passives as bigint) as passives,
        cast(detractors as bigint) as detractors,
        cast(responses as bigint) as responses,
        cast(refusals as bigint) as refusals,
        cast(invited as bigint) as invited,
        cast(metrics.nps(promoters, detractors, responses) as double) as nps,
        cast(metrics.nps_bound(promoters, detractors, responses, -1) as double) as nps_low,
        cast(metrics.nps_bound(promoters, detractors, responses, 1) as double) as nps_high,
        metrics.response_rate(answered, invited) as response_rate,
        round(cast(metrics.nps_difference(
            promoters_before, detractors_before, responses_before,
            promoters, detractors, responses
        ) as double), 9) as nps_change,
        round(change_p, 12) as change_p,
        round(change_p_holm, 12) as change_p_holm,
        quarter_start
    from adjusted

)

select * from final
