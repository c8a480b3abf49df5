with

period as (

    select * from {{ ref('int_data_period') }}
    where first_day is not null

),

quarters_of_the_data as (

    select
        {{ months_from_to(quarter_of('first_day'), quarter_of('last_day'), 3) }} as quarter_start,
        last_day
    from period

),

quarters_of_later_answers as (

    -- They can be looked at, but do not move the day from which clients are looked at.
    select distinct
        {{ quarter_of('responses.submitted_date') }} as quarter_start,
        period.last_day
    from {{ ref('stg_survey_responses') }} as responses
    inner join period
        on {{ quarter_of('responses.submitted_date') }} > {{ quarter_of('period.last_day') }}

),

quarters as (

    select
        quarter_start,
        last_day
    from quarters_of_the_data

    union all

    select
        quarter_start,
        last_day
    from quarters_of_later_answers

),

ended as (

    select
        quarter_start,
        {{ add_days(add_months('quarter_start', 3), -1) }} as quarter_end,
        last_day
    from quarters

),

final as (

    select
        concat_ws(
            ' ', cast(year(quarter_start) as string), concat('Q', quarter(quarter_start))
        ) as quarter_name,
        quarter_end <= last_day as is_complete,
        quarter_start,
        quarter_end,
        least(quarter_end, last_day) as as_of
    from ended

)

select * from final
