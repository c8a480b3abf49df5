with

source as (

    select * from {{ source('raw', 'complaints') }}

),

latest as (

    -- A row that changed was landed again; its last state is the true one. Loads are numbered in
    -- the order of loading and a load holds one state of a key, so the order cannot tie.
    select
        *,
        min(load_id) over (partition by row_key) as first_load_id
    from source
    qualify row_number() over (partition by row_key order by load_id desc) = 1

),

renamed as (

    select
        -- ids
        row_key as complaint_id,
        complaint_ref,
        client_ref,
        load_id,
        first_load_id,

        -- strings
        system,
        client_name,
        {{ plain_name('client_name') }} as name_key,
        phone,
        email,
        branch,
        staff,
        service,
        category,
        severity,
        description,
        resolution,
        status,

        -- numerics
        compensation_amount,

        -- booleans
        is_justified,

        -- dates
        cast(opened_at as date) as opened_date,

        -- timestamps
        opened_at,
        closed_at

    from latest

)

select * from renamed
