with

lines as (

    select * from {{ ref('fct_visit_lines') }}
    where staff is not null

),

visits as (

    select * from {{ ref('fct_visits') }}

),

served as (

    -- A visit belongs to everybody who did something in it.
    select distinct
        staff,
        visit_id
    from lines
    where visit_id is not null and not is_refund

),

final as (

    select
        served.staff,
        served.visit_id,
        visits.client_key,
        visits.branch,
        visits.client_type,
        visits.visit_number,
        row_number() over (
            partition by served.staff, visits.client_key order by visits.visit_number
        ) as visit_number_with_staff,
        visits.was_rebooked,
        visits.has_return_window,
        visits.returned_in_window,
        visits.quarter_start
    from served
    inner join visits
        on served.visit_id = visits.visit_id

)

select * from final
