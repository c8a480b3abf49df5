with

source as (

    select * from {{ source('raw', 'survey_ratings') }}

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
        row_key as rating_id,
        response_ref,

        -- strings
        source,
        system,
        factor,

        -- numerics
        rating,
        rating_min,
        rating_max,
        importance

    from latest

)

select * from renamed
