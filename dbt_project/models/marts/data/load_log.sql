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
        rows_new,
        rows_changed,
        rows_vanished,
        deletions,
        cast(net_amount as decimal(18, 2)) as net_amount,
        cast(net_amount_before as decimal(18, 2)) as net_amount_before,
        cast(net_amount_after as decimal(18, 2)) as net_amount_after,
        difference,
        warning,
        first_date,
        last_date,
        exported_at,
        loaded_at
    from loads

)

select * from final
