with

source as (

    select * from {{ source('raw', 'booking_lines') }}

),

last_loads as (

    -- A line that changed was landed again; its last state is the true one. A load holds one state
    -- of a line, so the last load of each line picks one row; on ten million lines this join costs
    -- a quarter of a window over all of them.
    select
        line_key,
        max(load_id) as load_id,
        min(load_id) as first_load_id
    from source
    group by line_key

),

latest as (

    select
        source.*,
        last_loads.first_load_id
    from source
    inner join last_loads
        on
            source.line_key = last_loads.line_key
            and source.load_id = last_loads.load_id

),

renamed as (

    select
        -- ids
        line_key,
        booking_ref,
        client_ref,
        {{ identity_of("coalesce(branch, 'Main')") }} as identity_id,
        load_id,
        first_load_id,

        -- strings
        system,
        source,
        coalesce(record_kind, '') as record_kind,
        client_name,
        {{ plain_name('client_name') }} as name_key,
        phone,
        email,
        trim(service) as service,
        service_category as category_given,
        coalesce(item_type, 'service') as item_type,
        staff,
        coalesce(branch, 'Main') as branch,
        -- Some systems never say that a client came; the salon may declare that a past booking
        -- which nobody cancelled counts. Past means before the file was loaded.
        case
            when
                system in {{ text_list(var('booked_counts_as_visit')) }}
                and status in ('booked', 'confirmed', 'arrived', 'started')
                and starts_at < loaded_at
                then 'completed'
            else coalesce(status, 'unknown')
        end as status,
        status_raw,
        channel,
        cancel_reason,

        -- numerics
        quantity,
        duration_minutes,
        list_amount,
        coalesce(discount_amount, 0) as discount_amount,
        coalesce(net_amount, 0) as net_amount,
        coalesce(tax_amount, 0) as tax_amount,
        coalesce(tip_amount, 0) as tip_amount,

        -- booleans
        coalesce(is_refund, false) as is_refund,

        -- dates
        cast(starts_at as date) as line_date,

        -- timestamps
        starts_at,
        created_at,
        cancelled_at

    from latest

)

select * from renamed
