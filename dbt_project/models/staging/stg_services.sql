with

source as (

    select * from {{ source('raw', 'services') }}

),

latest as (

    -- A row that changed was landed again; its last state is the true one. Loads are numbered in
    -- the order of loading and a load holds one state of a key, so the order cannot tie.
    select *
    from source
    qualify row_number() over (partition by row_key order by load_id desc) = 1

),

renamed as (

    select
        -- ids
        row_key as catalogue_id,
        service_code,

        -- strings
        trim(service) as service,
        service_category,

        -- numerics
        list_amount,
        material_cost,
        duration_minutes,

        -- booleans
        coalesce(is_active, true) as is_active,

        -- timestamps
        load_id

    from latest

)

select * from renamed
