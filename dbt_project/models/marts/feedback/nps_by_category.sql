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
        quarter_start
    from counted

)

select * from final
