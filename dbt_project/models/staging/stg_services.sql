with

source as (

    select * from {{ source('raw', 'services') }}

),

latest as (

    -- A row that changed was landed again; the state of the newest export is the true one. No two
    -- loads have one age and a load holds one state of a key, so the order cannot tie.
    select *
    from source
    qualify row_number() over (partition by row_key order by state_at desc) = 1

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
        state_at

    from latest

)

select * from renamed
