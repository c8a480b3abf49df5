with

source as (

    select * from {{ source('raw', 'clients') }}

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
        row_key as card_id,
        client_ref,
        {{ identity_of() }} as identity_id,

        -- strings
        system,
        client_name,
        {{ plain_name('client_name') }} as name_key,
        phone,
        email,
        gender,
        acquisition_channel,
        referred_by,
        block_reason,
        notes,
        branch,

        -- booleans
        marketing_consent,
        coalesce(is_blocked, false) as is_blocked,

        -- dates
        birth_date,
        registered_on,

        -- timestamps
        state_at

    from latest

)

select * from renamed
