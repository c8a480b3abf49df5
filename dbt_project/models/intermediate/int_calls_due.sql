with

due as (

    select * from {{ ref('cadences') }}
    where due_date <= as_of

),

suppressed as (

    select * from {{ ref('int_clients_suppressed') }}

),

final as (

    select
        due.client_key,
        due.service_category,
        case
            when due.days_since >= due.lapsed_days then 'lapsed'
            when due.days_since >= due.overdue_days then 'overdue'
            when due.days_since >= due.soft_overdue_days then 'soft_overdue'
            else 'due'
        end as state,
        suppressed.suppressed_by,
        due.expected_gap_days,
        due.overdue_score,
        due.last_visit_date,
        due.due_date,
        due.as_of
    from due
    left join suppressed
        on due.client_key = suppressed.client_key

)

select * from final
