with

source as (

    select * from {{ source('raw', 'survey_responses') }}

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
        row_key as response_id,
        response_ref,
        booking_ref,
        client_ref,
        load_id,
        first_load_id,

        -- strings
        source,
        system,
        coalesce(outcome, 'partial') as outcome,
        client_name,
        {{ plain_name('client_name') }} as name_key,
        phone,
        email,
        branch,
        staff,
        service,
        service_category,
        client_category,
        gender,
        recommend_scale,
        reason,
        improvement,
        coalesce(mode, 'survey') as mode,

        -- numerics
        age,
        recommend_score,
        wallet_share,
        spend_elsewhere,
        visits_elsewhere,
        salons_used,
        own_rank,

        -- dates
        cast(submitted_at as date) as submitted_date,

        -- timestamps
        submitted_at

    from latest

)

select * from renamed
