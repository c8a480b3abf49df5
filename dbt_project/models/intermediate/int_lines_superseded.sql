with

pairs as (

    select * from {{ ref('int_lines_paired') }}

),

reconciled as (

    select * from {{ ref('int_systems_reconciled') }}

),

final as (

    select
        pairs.sale_line_key as line_key,
        coalesce(reconciled.kept_line_key, pairs.booking_line_key) as kept_line_key,
        'sale of a booking of the same system' as reason
    from pairs
    left join reconciled
        on pairs.booking_line_key = reconciled.line_key

    union all

    select
        line_key,
        kept_line_key,
        'the same service in another system' as reason
    from reconciled
    where line_key != kept_line_key

    union all

    select
        line_key,
        kept_line_key,
        reason
    from {{ ref('int_totals_superseded') }}

)

select * from final
