{# A weight above so many medians is cut: a handful of people must not speak for hundreds. #}
{% set most_medians = 5 %}
{% set normal_975 = 1.959963984540054 %}

with

strata as (

    select * from {{ ref('int_nps_strata') }}

),

weighed as (

    -- What the stratum is of the clients, by what it is of the answers.
    select
        quarter_start,
        recommend_scale,
        stratum,
        metrics.share(clients, sum(clients) over salon)
        / metrics.share(responses, sum(responses) over salon) as weight
    from strata
    window salon as (partition by quarter_start, recommend_scale)

),

medians as (

    -- The weight that half of the answers have, or less.
    select
        quarter_start,
        recommend_scale,
        min(weight) filter (where 2 * answers_so_far >= answers) as median_weight
    from (
        select
            weighed.quarter_start,
            weighed.recommend_scale,
            weighed.weight,
            sum(strata.responses) over (
                partition by weighed.quarter_start, weighed.recommend_scale
                order by weighed.weight
                range between unbounded preceding and current row
            ) as answers_so_far,
            sum(strata.responses) over (
                partition by weighed.quarter_start, weighed.recommend_scale
            ) as answers
        from weighed
        inner join strata
            on
                weighed.quarter_start = strata.quarter_start
                and weighed.recommend_scale = strata.recommend_scale
                and weighed.stratum = strata.stratum
    ) as in_order
    group by quarter_start, recommend_scale

),

shares as (

    -- With the weights cut, what each stratum is of the score.
    select
        strata.quarter_start,
        strata.recommend_scale,
        strata.clients,
        strata.promoters,
        strata.detractors,
        strata.responses,
        weighed.weight > {{ most_medians }} * medians.median_weight as is_trimmed,
        least(weighed.weight, {{ most_medians }} * medians.median_weight) as weight,
        strata.responses * least(weighed.weight, {{ most_medians }} * medians.median_weight)
        / nullif({{ steady_sum(
            'strata.responses * least(weighed.weight, ' ~ most_medians ~ ' * medians.median_weight)',
            'over (partition by strata.quarter_start, strata.recommend_scale)'
        ) }}, 0) as stratum_share
    from strata
    inner join weighed
        on
            strata.quarter_start = weighed.quarter_start
            and strata.recommend_scale = weighed.recommend_scale
            and strata.stratum = weighed.stratum
    inner join medians
        on
            strata.quarter_start = medians.quarter_start
            and strata.recommend_scale = medians.recommend_scale

),

summed as (

    select
        quarter_start,
        recommend_scale,
        sum(clients) as clients,
        sum(promoters) as promoters,
        sum(detractors) as detractors,
        sum(responses) as responses,
        count(*) as strata,
        count(*) filter (where is_trimmed) as trimmed_strata,
        {{ steady_sum('stratum_share * metrics.nps(promoters, detractors, responses)') }}
            as nps_weighted,
        100 * sqrt({{ steady_sum(
            'pow(stratum_share, 2) * greatest(0, metrics.nps_variance('
            ~ 'promoters, detractors, responses)) / responses'
        ) }}) as standard_error,
        pow({{ steady_sum('responses * weight') }}, 2)
        / nullif({{ steady_sum('responses * pow(weight, 2)') }}, 0) as effective_responses
    from shares
    group by quarter_start, recommend_scale

),

final as (

    select
        recommend_scale,
        metrics.reading(responses) as reading,
        cast(clients as bigint) as clients,
        cast(responses as bigint) as responses,
        cast(strata as bigint) as strata,
        cast(trimmed_strata as bigint) as trimmed_strata,
        cast(metrics.nps(promoters, detractors, responses) as double) as nps,
        round(nps_weighted, 9) as nps_weighted,
        round(greatest(-100.0, nps_weighted - {{ normal_975 }} * standard_error), 9) as nps_low,
        round(least(100.0, nps_weighted + {{ normal_975 }} * standard_error), 9) as nps_high,
        round(standard_error, 9) as standard_error,
        round(standard_error * metrics.finite_population(responses, clients), 9)
            as standard_error_finite,
        round(effective_responses, 9) as effective_responses,
        round(responses / effective_responses, 9) as design_effect,
        quarter_start
    from summed

)

select * from final
