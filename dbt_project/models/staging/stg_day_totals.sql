with

source as (

    select * from {{ source('raw', 'day_totals') }}

),

latest as (

    -- A day that changed was landed again; its last state is the true one. Loads are numbered in
    -- the order of loading and a load holds one state of a key, so the order cannot tie.
    select *
    from source
    qualify row_number() over (partition by row_key order by load_id desc) = 1

),

renamed as (

    select
        -- ids
        row_key as day_total_id,

        -- strings
        system,
        source,
        coalesce(branch, 'Main') as branch,

        -- numerics
        coalesce(gross_amount, 0) as gross_amount,
        coalesce(discount_amount, 0) as discount_amount,
        coalesce(refund_amount, 0) as refund_amount,
        coalesce(net_amount, 0) as net_amount,
        coalesce(tax_amount, 0) as tax_amount,
        coalesce(tip_amount, 0) as tip_amount,
        coalesce(total_amount, 0) as total_amount,

        -- dates
        day

    from latest

)

select * from renamed
