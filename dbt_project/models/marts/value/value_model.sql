with

counted as (

    select
        count(*) as clients,
        cast(sum(visits) - count(*) as bigint) as repeat_visits,
        max(as_of) as as_of
    from {{ ref('int_client_histories') }}
    having count(*) > 0

),

fit as (

    select * from {{ ref('int_value_fits') }}
    where weeks_ago = 0

),

holdout as (

    select * from {{ ref('int_value_fits') }}
    where weeks_ago = 26

),

judged as (

    select
        counted.clients,
        counted.repeat_visits,
        case
            when fit.k is null then 'none'
            when counted.clients < {{ var('sound_model_clients') }} then 'indicative'
            else 'sound'
        end as reading,
        case
            when fit.k is not null then null
            when counted.clients < {{ var('model_clients') }} then 'too_few_clients'
            when counted.repeat_visits < {{ var('model_repeat_visits') }}
                then 'too_few_repeat_visits'
            else 'not_fitted'
        end as reason,
        counted.as_of
    from counted
    left join fit
        on fit.weeks_ago = 0

),

final as (

    select
        case when judged.reading = 'none' then 'cohort' else 'mbg_cnbd_k' end as model,
        judged.reading,
        judged.reason,
        concat(
            case judged.reading
                when 'none' then 'No model: '
                when 'indicative' then 'Indicative: '
                else ''
            end,
            cast(judged.clients as string), ' clients came ',
            cast(judged.repeat_visits as string), ' times again. ',
            case
                when judged.reason = 'not_fitted'
                    then 'No model fits what they did. Values are means of past cohorts.'
                when judged.reading = 'none'
                    then
                        concat(
                            'A model needs {{ var("model_clients") }} clients and ',
                            '{{ var("model_repeat_visits") }} such visits. ',
                            'Values are means of past cohorts.'
                        )
                when judged.reading = 'indicative'
                    then
                        concat(
                            'Below {{ var("sound_model_clients") }} clients a forecast is rough: ',
                            'look at the bands.'
                        )
                else 'The model knows no season, no change of prices, no closures.'
            end
        ) as note,
        judged.clients,
        judged.repeat_visits,
        fit.k,
        fit.r,
        fit.alpha,
        fit.a,
        fit.b,
        fit.log_likelihood,
        fit.check_p,
        fit.check_q,
        fit.check_v,
        fit.check_log_likelihood,
        fit.check_p * fit.check_v / (fit.check_q - 1) as expected_check,
        fit.model_error,
        fit.frequency_check_correlation,
        -- Fisher's transformation; a correlation of 1 is certain.
        case
            when abs(fit.frequency_check_correlation) >= 1 then 0
            when fit.paying_clients > 3
                then metrics.two_sided_p(
                    0.5 * ln(
                        (1 + fit.frequency_check_correlation)
                        / (1 - fit.frequency_check_correlation)
                    ) * sqrt(fit.paying_clients - 3)
                )
        end as frequency_check_p,
        holdout.k as holdout_k,
        holdout.clients as holdout_clients,
        holdout.expected_visits as holdout_expected_visits,
        holdout.actual_visits as holdout_actual_visits,
        holdout.expected_visits / nullif(holdout.actual_visits, 0) - 1 as holdout_bias,
        holdout.mean_absolute_error as holdout_mae,
        {% for band, z in {'': 1.281552, '_95': 1.959964}.items() -%}
        {% for end, sign in {'low': '-', 'high': '+'}.items() -%}
        greatest(
            holdout.expected_visits {{ sign }} {{ z }} * metrics.joint_error(
                holdout.individual_error, holdout.parameter_error,
                holdout.model_error * holdout.expected_visits
            ),
            0
        ) as holdout_{{ end }}{{ band }},
        {% endfor -%}
        {% endfor -%}
        holdout.expected_revenue as holdout_expected_revenue,
        holdout.actual_revenue as holdout_actual_revenue,
        holdout.expected_revenue / nullif(holdout.actual_revenue, 0) - 1 as holdout_revenue_bias,
        abs(fit.frequency_check_correlation) <= 0.2 as is_check_independent,
        judged.as_of,
        case when holdout.k is not null then {{ add_days('judged.as_of', -181) }} end
            as holdout_from
    from judged
    left join fit
        on judged.reading != 'none'
    left join holdout
        on judged.reading != 'none'

)

select * from final
