{% set parts = range(1, 8) %}

with

histories as (

    select * from {{ ref('int_client_histories') }}

),

forecasts as (

    select * from {{ ref('int_client_forecasts') }}

),

by_cohort as (

    select
        histories.client_key,
        cohorts.expected_margin_12m,
        cohorts.clv_12m,
        cohorts.individual_error,
        cohorts.parameter_error,
        sqrt(pow(cohorts.individual_error, 2) + pow(cohorts.parameter_error, 2)) as error
    from histories
    inner join {{ ref('int_cohort_values') }} as cohorts
        on
            {{ months_between_starts(
                month_of('histories.first_visit_date'), month_of('histories.as_of')
            ) }}
            = cohorts.age_months

),

valued as (

    select
        histories.client_key,
        case when forecasts.client_key is null then 'cohort' else 'mbg_cnbd_k' end as model,
        forecasts.p_alive,
        forecasts.expected_visits_26w,
        forecasts.expected_visits_12m,
        cast(
            coalesce(
                forecasts.expected_check,
                metrics.average_check(greatest(histories.revenue, 0), histories.visits)
            ) as decimal(18, 2)
        ) as expected_check,
        cast(histories.revenue as decimal(18, 2)) as revenue_to_date,
        cast(metrics.margin(histories.revenue) as decimal(18, 2)) as margin_to_date,
        cast(
            coalesce(forecasts.expected_margin_12m, by_cohort.expected_margin_12m)
            as decimal(18, 2)
        ) as expected_margin_12m,
        cast(coalesce(forecasts.clv_12m, by_cohort.clv_12m) as decimal(18, 2)) as clv_12m,
        {% for band, z in {'': 1.281552, '_95': 1.959964}.items() -%}
        cast(
            coalesce(
                forecasts.clv_low{{ band }},
                greatest(by_cohort.clv_12m - {{ z }} * by_cohort.error, 0)
            ) as decimal(18, 2)
        ) as clv_low{{ band }},
        cast(
            coalesce(
                forecasts.clv_high{{ band }}, by_cohort.clv_12m + {{ z }} * by_cohort.error
            ) as decimal(18, 2)
        ) as clv_high{{ band }},
        {% endfor -%}
        coalesce(forecasts.individual_error, by_cohort.individual_error) as individual_error,
        coalesce(forecasts.parameter_error, by_cohort.parameter_error) as parameter_error,
        {% for part in parts -%}
        coalesce(
            forecasts.parameter_error_{{ part }},
            {{ 'by_cohort.parameter_error' if part == 1 else '0 * by_cohort.parameter_error' }}
        ) as parameter_error_{{ part }},
        {% endfor -%}
        histories.as_of
    from histories
    left join forecasts
        on histories.client_key = forecasts.client_key
    left join by_cohort
        on histories.client_key = by_cohort.client_key

),

final as (

    select
        client_key,
        {{ client_number() }} as client_number,
        model,
        -- Equal values have one rank, so that they stand together.
        case
            when clv_12m is null then null
            when cume_dist() over (partition by clv_12m is null order by clv_12m) > 2 / 3.0
                then 'high'
            when cume_dist() over (partition by clv_12m is null order by clv_12m) > 1 / 3.0
                then 'middle'
            else 'low'
        end as value_third,
        p_alive,
        expected_visits_26w,
        expected_visits_12m,
        expected_check,
        revenue_to_date,
        margin_to_date,
        expected_margin_12m,
        clv_12m,
        clv_low,
        clv_high,
        clv_low_95,
        clv_high_95,
        individual_error,
        parameter_error,
        {% for part in parts -%}
        parameter_error_{{ part }},
        {% endfor -%}
        as_of
    from valued

)

select * from final
