with

period as (

    select * from {{ ref('int_data_period') }}
    where first_day is not null

),

months as (

    select
        {{ months_from_to(month_of('first_day'), month_of('last_day')) }} as month_start,
        last_day
    from period

),

final as (

    select
        month_start,
        least({{ add_days(add_months('month_start', 1), -1) }}, last_day) as as_of
    from months

)

select * from final
