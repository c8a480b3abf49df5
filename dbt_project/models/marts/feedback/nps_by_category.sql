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

changes as (

    -- Against the same slice of the quarter before, where both have answers enough to be shown.
    select
        counted.quarter_start,
        counted.recommend_scale,
        counted.client_type,
        counted.service_category,
        metrics.nps_difference(
            before.promoters, before.detractors, before.responses,
            counted.promoters, counted.detractors, counted.responses
        ) as nps_change,
        metrics.nps_change_p(
            before.promoters, before.detractors, before.responses,
            counted.promoters, counted.detractors, counted.responses
        ) as change_p
    from counted
    inner join counted as before
        on
            {{ add_months('counted.quarter_start', -3) }} = before.quarter_start
            and counted.recommend_scale = before.recommend_scale
            and counted.client_type = before.client_type
            and counted.service_category = before.service_category
    where
        metrics.reading(before.responses) != 'hidden'
        and metrics.reading(counted.responses) != 'hidden'

),

tested as (

    select
        quarter_start,
        recommend_scale,
        client_type,
        service_category,
        round(cast(nps_change as double), 9) as nps_change,
        round(change_p, 12) as change_p,
        round(metrics.holm_p(change_p, array_agg(change_p) over salon), 12) as change_p_holm
    from changes
    window salon as (partition by quarter_start, recommend_scale)

),

final as (

    select
        counted.recommend_scale,
        counted.client_type,
        counted.service_category,
        metrics.reading(counted.responses) as reading,
        cast(counted.promoters as bigint) as promoters,
        cast(counted.passives as bigint) as passives,
        cast(counted.detractors as bigint) as detractors,
        cast(counted.responses as bigint) as responses,
        cast(counted.refusals as bigint) as refusals,
        cast(counted.invited as bigint) as invited,
        cast(metrics.nps(counted.promoters, counted.detractors, counted.responses) as double)
            as nps,
        cast(metrics.nps_bound(
            counted.promoters, counted.detractors, counted.responses, -1
        ) as double) as nps_low,
        cast(metrics.nps_bound(
            counted.promoters, counted.detractors, counted.responses, 1
        ) as double) as nps_high,
        metrics.response_rate(counted.answered, counted.invited) as response_rate,
        tested.nps_change,
        tested.change_p,
        tested.change_p_holm,
        counted.quarter_start
    from counted
    left join tested
        on
            counted.quarter_start = tested.quarter_start
            and counted.recommend_scale = tested.recommend_scale
            and counted.client_type = tested.client_type
            and counted.service_category = tested.service_category

)

select * from final
