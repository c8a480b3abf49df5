{# Fewer gaps than this say too little about one category; all categories speak then. #}
{% set enough_gaps = 20 %}

with

quarters as (

    select * from {{ ref('dim_quarters') }}

),

clients as (

    select * from {{ ref('int_first_visits') }}

),

gaps as (

    select
        clients.first_service_category,
        visits.days_since_previous as gap_days,
        visits.visit_date
    from {{ ref('int_visits') }} as visits
    inner join clients
        on visits.client_key = clients.client_key
    where visits.visit_number = 2

),

by_category as (

    select
        quarters.quarter_start,
        gaps.first_service_category,
        {{ quantile('gaps.gap_days', 0.9) }} as border_days
    from gaps
    inner join quarters
        on gaps.visit_date <= quarters.as_of
    group by quarters.quarter_start, gaps.first_service_category
    having count(*) >= {{ enough_gaps }}

),

overall as (

    select
        quarters.quarter_start,
        {{ quantile('gaps.gap_days', 0.9) }} as border_days
    from gaps
    inner join quarters
        on gaps.visit_date <= quarters.as_of
    group by quarters.quarter_start
    having count(*) >= {{ enough_gaps }}

),

categories as (

    select distinct first_service_category
    from clients

),

final as (

    select
        quarters.quarter_start,
        categories.first_service_category,
        coalesce(by_category.border_days, overall.border_days, {{ var('lapse_days') }})
            as border_days
    from quarters
    cross join categories
    left join by_category
        on
            quarters.quarter_start = by_category.quarter_start
            and categories.first_service_category = by_category.first_service_category
    left join overall
        on quarters.quarter_start = overall.quarter_start

)

select * from final
