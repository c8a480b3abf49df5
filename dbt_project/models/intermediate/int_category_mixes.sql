with

lines as (

    select * from {{ ref('fct_visit_lines') }}
    where not is_refund

),

visits as (

    -- Visits of one fingerprint are alike, so that any of them tells what they hold.
    select
        categories_fingerprint,
        min(visit_id) as visit_id
    from {{ ref('int_visits') }}
    group by categories_fingerprint

),

quarters as (

    select
        categories_fingerprint,
        min(client_number) as client_number,
        min_by(quarter_start, client_number) as quarter_start
    from {{ ref('int_client_quarters') }}
    where categories_fingerprint is not null
    group by categories_fingerprint

),

held as (

    select
        visits.categories_fingerprint,
        {{ sorted_set('lines.service_category') }} as categories
    from lines
    inner join visits
        on lines.visit_id = visits.visit_id
    group by visits.categories_fingerprint

    union

    select
        quarters.categories_fingerprint,
        {{ sorted_set('lines.service_category') }} as categories
    from lines
    inner join quarters
        on
            lines.client_number = quarters.client_number
            and lines.quarter_start = quarters.quarter_start
    group by quarters.categories_fingerprint

),

final as (

    -- Hair twice is another fingerprint than hair once, and the same mix.
    select
        categories_fingerprint,
        cast(dense_rank() over (order by categories) as integer) as category_mix,
        categories
    from held

)

select * from final
