{# A stratum with fewer answers is joined with others. #}
{% set least_answers = 5 %}
{% set is_enough = 'responses >= ' ~ least_answers ~ ' and clients > 0' %}

with

answers as (

    select
        quarter_start,
        recommend_scale,
        client_type,
        branch,
        0 as clients,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) as responses
    from {{ ref('fct_survey_responses') }}
    where nps_group is not null and client_type != 'unknown'
    group by quarter_start, recommend_scale, client_type, branch

),

asked as (

    -- Clients who came are asked after a visit. Those who did not come stand for themselves only
    -- where the survey went to them: a few answers that came late are no sample of them.
    select
        quarter_start,
        recommend_scale,
        sum(responses) filter (where client_type = 'inactive')
        >= {{ var('sound_from_answers') }} as inactive_too,
        sum(responses) filter (where client_type = 'lapsed')
        >= {{ var('sound_from_answers') }} as lapsed_too
    from answers
    group by quarter_start, recommend_scale

),

people as (

    select
        asked.quarter_start,
        asked.recommend_scale,
        clients.client_type,
        clients.last_branch as branch,
        count(*) as clients,
        0 as promoters,
        0 as detractors,
        0 as responses
    from {{ ref('client_quarters') }} as clients
    inner join asked
        on clients.quarter_start = asked.quarter_start
    group by
        asked.quarter_start, asked.recommend_scale, clients.client_type, clients.last_branch

),

strata as (

    select
        together.quarter_start,
        together.recommend_scale,
        together.client_type,
        together.branch,
        sum(together.clients) as clients,
        sum(together.promoters) as promoters,
        sum(together.detractors) as detractors,
        sum(together.responses) as responses
    from (
        select * from answers
        union all
        select * from people
    ) as together
    inner join asked
        on
            together.quarter_start = asked.quarter_start
            and together.recommend_scale = asked.recommend_scale
    where
        (together.client_type != 'inactive' or asked.inactive_too)
        and (together.client_type != 'lapsed' or asked.lapsed_too)
    group by
        together.quarter_start, together.recommend_scale, together.client_type, together.branch

),

of_types as (

    -- Branches with too few answers of a client type are joined …
    select
        quarter_start,
        recommend_scale,
        case when {{ is_enough }} then concat_ws(', ', client_type, branch) else client_type end
            as stratum,
        sum(clients) as clients,
        sum(promoters) as promoters,
        sum(detractors) as detractors,
        sum(responses) as responses
    from strata
    group by all

),

of_rest as (

    -- … and what is still too small, over all client types …
    select
        quarter_start,
        recommend_scale,
        case when {{ is_enough }} then stratum else 'others' end as stratum,
        sum(clients) as clients,
        sum(promoters) as promoters,
        sum(detractors) as detractors,
        sum(responses) as responses
    from of_types
    group by all

),

named as (

    -- … and the rest, if that is too small, with the largest stratum.
    select
        *,
        first_value(stratum) over (
            partition by quarter_start, recommend_scale order by responses desc, stratum asc
        ) as largest_stratum
    from of_rest

),

final as (

    select
        recommend_scale,
        case when {{ is_enough }} then stratum else largest_stratum end as stratum,
        sum(clients) as clients,
        sum(promoters) as promoters,
        sum(detractors) as detractors,
        sum(responses) as responses,
        quarter_start
    from named
    group by all

)

select * from final
