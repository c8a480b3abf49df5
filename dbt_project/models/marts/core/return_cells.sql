with

visits as (

    select * from {{ ref('fct_visits') }}

),

final as (

    select
        branch,
        client_type,
        category_mix,
        visit_number = 1 as is_first,
        is_last_of_month and is_of_known_client as is_last_of_known,
        was_rebooked_on_the_day,
        was_rebooked_within_24h,
        was_rebooked_any_future,
        {{ longest_window_within('days_observed') }} as days_observed,
        {{ shortest_window_of('days_until_return') }} as days_until_return,
        days_until_return is null as is_away,
        count(*) as visits,
        month_start
    from visits
    group by
        branch,
        client_type,
        category_mix,
        visit_number = 1,
        is_last_of_month and is_of_known_client,
        was_rebooked_on_the_day,
        was_rebooked_within_24h,
        was_rebooked_any_future,
        {{ longest_window_within('days_observed') }},
        {{ shortest_window_of('days_until_return') }},
        days_until_return is null,
        month_start

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
