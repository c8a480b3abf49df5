with

source as (

    select * from {{ source('raw', 'marketing_spend') }}

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
        row_key as spend_id,

        -- strings
        source,
        channel,
        campaign,

        -- numerics
        spend_amount,
        impressions,
        clicks,

        -- dates
        period_start,
        coalesce(period_end, period_start) as period_end

    from latest

)

select * from renamed
