-- Answers are counted once in any total and at least once by category; nobody who was asked is
-- left out.
with

responses as (

    select * from {{ ref('fct_survey_responses') }}

),

totals as (

    select
        quarter_start,
        recommend_scale,
        client_type,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(nps_group) as responses,
        count(*) as invited
    from responses
    where recommend_scale != '1-5'
    group by quarter_start, recommend_scale, client_type

),

by_category as (

    select
        quarter_start,
        recommend_scale,
        client_type,
        sum(promoters) as promoters,
        sum(detractors) as detractors,
        sum(responses) as responses,
        sum(invited) as invited,
        max(invited) as most_invited
    from {{ ref('nps_by_category') }}
    group by quarter_start, recommend_scale, client_type

),

left_out as (

    select 'by category fewer than in total' as what
    from totals
    full join by_category
        on
            totals.quarter_start = by_category.quarter_start
            and totals.recommend_scale = by_category.recommend_scale
            and totals.client_type = by_category.client_type
    where
        (
            by_category.promoters >= totals.promoters
            and by_category.detractors >= totals.detractors
            and by_category.responses >= totals.responses
            and by_category.invited >= totals.invited
            and by_category.most_invited <= totals.invited
        ) is not true

),

asked as (

    select
        (select count(*) from responses) as people,
        (select coalesce(sum(invited), 0) from {{ ref('response_rates') }}) as counted

)

select what
from left_out

union all

select 'asked, but in no response rate' as what
from asked
where people != counted
