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
        *,
        metrics.share(clients, sum(clients) over salon)
        / metrics.share(responses, sum(responses) over salon) as weight
    from strata
    window salon as (partition by quarter_start, recommend_scale)

),

in_order as (

    select
        *,
        sum(responses) over (
            partition by quarter_start, recommend_scale order by weight
            range between unbounded preceding and current row
        ) as answers_so_far,
        sum(responses) over (partition by quarter_start, recommend_scale) as answers
    from weighed

),

medians as (

    -- Of the answers, not of the strata.
    select
        *,
        min(case when 2 * answers_so_far >= answers then weight end) over (
            partition by quarter_start, recommend_scale
        ) as median_weight
    from in_order

),

trimmed as (

    select
        *,
        least(weight, {{ most_medians }} * median_weight) as used_weight
    from medians

),

shares as (

    select
        *,
        used_weight * responses / nullif(
            sum(used_weight * responses) over (partition by quarter_start, recommend_scale), 0
        ) as stratum_share
    from trimmed

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
        count(*) filter (where used_weight < weight) as trimmed_strata,
        sum(stratum_share * metrics.nps(promoters, detractors, responses)) as nps_weighted,
        100 * sqrt(sum(
            pow(stratum_share, 2) * greatest(0, metrics.nps_variance(
                promoters, detractors, responses
            )) / responses
        )) as standard_error,
        pow(sum(responses * used_weight), 2)
        / nullif(sum(responses * pow(used_weight, 2)), 0) as effective_responses
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
