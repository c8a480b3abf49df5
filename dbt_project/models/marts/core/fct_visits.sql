with

visits as (

    select * from {{ ref('int_visits') }}

),

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

rebooked as (

    select * from {{ ref('int_visits_rebooked') }}

),

category_mixes as (

    select * from {{ ref('int_category_mixes') }}

),

returned as (

    select * from {{ ref('int_visits_returned') }}

),

final as (

    select
        visits.visit_id,
        visits.client_key,
        client_quarters.client_number,
        visits.branch,
        client_quarters.client_type,
        visits.visit_number,
        visits.days_since_previous,
        cast(visits.service_revenue as decimal(18, 2)) as service_revenue,
        cast(visits.product_revenue as decimal(18, 2)) as product_revenue,
        cast(visits.revenue as decimal(18, 2)) as revenue,
        category_mixes.category_mix,
        rebooked.was_rebooked_{{ var('rebooking') }} as was_rebooked,
        rebooked.was_rebooked_on_the_day,
        rebooked.was_rebooked_within_24h,
        rebooked.was_rebooked_any_future,
        returned.days_until_return,
        returned.days_observed,
        returned.has_return_window,
        returned.returned_in_window,
        returned.is_last_of_month,
        returned.month_last_branch,
        mixes_of_last.category_mix as month_last_category_mix,
        returned.is_of_known_client,
        visits.visit_date,
        visits.quarter_start,
        visits.month_start,
        visits.starts_at
    from visits
    inner join client_quarters
        on
            visits.client_key = client_quarters.client_key
            and visits.quarter_start = client_quarters.quarter_start
    inner join rebooked
        on visits.visit_id = rebooked.visit_id
    inner join returned
        on visits.visit_id = returned.visit_id
    inner join category_mixes
        on visits.categories_fingerprint = category_mixes.categories_fingerprint
    inner join category_mixes as mixes_of_last
        on returned.month_last_categories_fingerprint = mixes_of_last.categories_fingerprint

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
