with

visits as (

    select * from {{ ref('fct_visits') }}

),

final as (

    select
        branch,
        client_type,
        category_mix,
        count(*) as visits,
        count(*) filter (where visit_number = 1) as first_visits,
        count(*) filter (where visit_number = 1 and returned_in_window) as first_visits_returned,
        count(*) filter (where was_rebooked) as visits_rebooked,
        count(was_rebooked) as visits_rebookable,
        count(*) filter (where is_last_of_month and is_of_known_client) as known_clients,
        count(*) filter (where is_last_of_month and is_of_known_client and returned_in_window)
            as known_clients_returned,
        month_start
    from visits
    group by branch, client_type, category_mix, month_start

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
