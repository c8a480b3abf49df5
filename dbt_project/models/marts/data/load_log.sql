with

loads as (

    select * from {{ source('raw', 'loads') }}

),

final as (

    select
        load_id,
        file_name,
        format,
        format_title,
        confidence,
        entity,
        outcome,
        rows_read,
        rows_landed,
        rows_duplicate,
        rows_rejected,
        rows_title_total,
        cast(net_amount as decimal(18, 2)) as net_amount,
        first_date,
        last_date,
        loaded_at
    from loads

)

select * from final
