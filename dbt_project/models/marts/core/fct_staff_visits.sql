with

visits as (

    select * from {{ ref('fct_visits') }}

),

served as (

    -- Visits of one mix were served by the same people.
    select distinct
        line_mix,
        staff
    from {{ ref('line_mixes') }}
    where staff is not null

),

final as (

    select
        served.staff,
        visits.client_number,
        visits.branch,
        visits.client_type,
        visits.visit_number,
        row_number() over (
            partition by served.staff, visits.client_number order by visits.visit_number
        ) as visit_number_with_staff,
        visits.line_mix,
        visits.was_rebooked,
        visits.has_return_window,
        visits.returned_in_window,
        visits.quarter_start
    from visits
    inner join served
        on visits.line_mix = served.line_mix

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
