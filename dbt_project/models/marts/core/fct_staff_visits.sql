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

money as (

    select
        staff,
        client_number,
        visit_number,
        sum(net_amount) as own_amount
    from {{ ref('fct_visit_lines') }}
    where staff is not null and visit_number is not null
    group by staff, client_number, visit_number

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
        cast(money.own_amount as decimal(18, 2)) as own_amount,
        visits.was_rebooked,
        visits.has_return_window,
        visits.returned_in_window,
        visits.quarter_start
    from visits
    inner join served
        on visits.line_mix = served.line_mix
    left join money
        on
            served.staff = money.staff
            and visits.client_number = money.client_number
            and visits.visit_number = money.visit_number

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
