with

visits as (

    select * from {{ ref('fct_visits') }}

),

served as (

    -- Who only took something back served nobody.
    select
        staff,
        client_number,
        visit_number,
        sum(net_amount) as own_amount
    from {{ ref('fct_visit_lines') }}
    where staff is not null and visit_number is not null
    group by staff, client_number, visit_number
    having count(*) filter (where not is_refund) > 0

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
        cast(served.own_amount as decimal(18, 2)) as own_amount,
        visits.was_rebooked,
        visits.has_return_window,
        visits.returned_in_window,
        visits.quarter_start
    from served
    inner join visits
        on
            served.client_number = visits.client_number
            and served.visit_number = visits.visit_number

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
