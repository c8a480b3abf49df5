with

matches as (

    select * from {{ ref('int_clients_matched') }}

),

said as (

    -- Cards are kept by hand and are believed before what a booking says.
    select
        identity_id,
        2 as weight,
        cast(state_at as string) as said_at,
        client_name,
        phone,
        email,
        notes
    from {{ ref('stg_clients') }}
    where identity_id is not null

    union all

    select
        identity_id,
        1 as weight,
        cast(max(starts_at) as string) as said_at,
        client_name,
        phone,
        email,
        cast(null as string) as notes
    from {{ ref('stg_booking_lines') }}
    where identity_id is not null
    group by identity_id, client_name, phone, email

),

weighed as (

    select
        matches.client_key,
        -- The token without its rank, as salon.toml names a client.
        replace(substr(matches.client_token, 3), '|', ':') as identifier,
        said.client_name,
        said.phone,
        said.email,
        said.notes,
        concat_ws('|', cast(said.weight as string), said.said_at, said.identity_id) as believed
    from said
    inner join matches
        on said.identity_id = matches.identity_id

),

final as (

    select
        client_key,
        max_by(client_name, believed) filter (where client_name is not null) as client_name,
        max_by(phone, believed) filter (where phone is not null) as phone,
        max_by(email, believed) filter (where email is not null) as email,
        max_by(notes, believed) filter (where notes is not null) as notes,
        min(identifier) as identifier
    from weighed
    group by client_key

)

-- Lies by key, so that one client is found without looking at all.
select * from final
order by client_key
