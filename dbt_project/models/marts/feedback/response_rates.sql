with

responses as (

    select * from {{ ref('fct_survey_responses') }}

),

counted as (

    select
        branch,
        client_type,
        count(*) filter (where outcome = 'answered') as answered,
        count(*) filter (where outcome = 'partial') as partly_answered,
        count(*) filter (where outcome = 'refused') as refusals,
        count(*) filter (where outcome = 'no_contact') as not_reached,
        count(*) as invited,
        quarter_start
    from responses
    group by quarter_start, branch, client_type

),

final as (

    select
        branch,
        client_type,
        cast(answered as bigint) as answered,
        cast(partly_answered as bigint) as partly_answered,
        cast(refusals as bigint) as refusals,
        cast(not_reached as bigint) as not_reached,
        cast(invited as bigint) as invited,
        metrics.response_rate_1(answered, partly_answered, refusals, not_reached, 0, 0)
            as response_rate_1,
        metrics.response_rate_2(answered, partly_answered, refusals, not_reached, 0, 0)
            as response_rate_2,
        metrics.cooperation_rate_1(answered, partly_answered, refusals, 0) as cooperation_rate_1,
        metrics.refusal_rate_1(answered, partly_answered, refusals, not_reached, 0, 0)
            as refusal_rate_1,
        quarter_start
    from counted

)

select * from final
