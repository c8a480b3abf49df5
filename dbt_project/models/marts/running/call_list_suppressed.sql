with

due as (

    select * from {{ ref('int_calls_due') }}
    where suppressed_by is not null

),

numbers as (

    -- Everybody who ever came is looked at in the newest quarter.
    select
        client_key,
        client_number,
        client_type,
        last_branch
    from {{ ref('int_client_quarters') }}
    where quarter_start = (
        select max(newest.quarter_start) from {{ ref('int_client_quarters') }} as newest
    )

),

final as (

    select
        due.client_key,
        numbers.client_number,
        numbers.client_type,
        numbers.last_branch,
        due.service_category,
        due.state,
        due.suppressed_by,
        due.last_visit_date,
        due.due_date,
        due.as_of
    from due
    left join numbers
        on due.client_key = numbers.client_key

)

select * from final
