with

due as (

    select * from {{ ref('int_calls_due') }}
    where suppressed_by is not null

),

final as (

    select
        client_key,
        service_category,
        state,
        suppressed_by,
        last_visit_date,
        due_date,
        as_of
    from due

)

select * from final
