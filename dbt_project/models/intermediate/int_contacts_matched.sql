with

asked as (

    -- People who answered or complained, as far as they said who they are.
    select
        'response' as kind,
        response_id as contact_id,
        booking_ref,
        client_ref,
        email,
        phone,
        name_key,
        branch
    from {{ ref('stg_survey_responses') }}

    union all

    select
        'complaint' as kind,
        complaint_id as contact_id,
        cast(null as string) as booking_ref,
        client_ref,
        email,
        phone,
        name_key,
        branch
    from {{ ref('stg_complaints') }}

),

known as (

    select
        clients.client_key,
        identities.branch,
        identities.client_ref,
        identities.email,
        identities.phone,
        identities.name_key
    from {{ ref('int_identities_collected') }} as identities
    inner join {{ ref('int_clients_matched') }} as clients
        on identities.identity_id = clients.identity_id

),

-- Each list below holds what points to one client only; what points to two points to nobody.

bookings as (

    select
        booking_ref,
        min(client_key) as client_key
    from {{ ref('fct_booking_lines') }}
    where booking_ref is not null and client_key is not null
    group by booking_ref
    having count(distinct client_key) = 1

),

refs as (

    select
        client_ref,
        min(client_key) as client_key
    from known
    where client_ref is not null
    group by client_ref
    having count(distinct client_key) = 1

),

emails as (

    select
        email,
        min(client_key) as client_key
    from known
    where email is not null
    group by email
    having count(distinct client_key) = 1

),

phones_of_names as (

    select
        phone,
        name_key,
        min(client_key) as client_key
    from known
    where phone is not null and name_key is not null
    group by phone, name_key
    having count(distinct client_key) = 1

),

phones as (

    select
        phone,
        min(client_key) as client_key
    from known
    where phone is not null
    group by phone
    having count(distinct client_key) = 1

),

names as (

    select
        asked.kind,
        asked.contact_id,
        min(known.client_key) as client_key
    from asked
    inner join known
        on
            asked.name_key = known.name_key
            and (asked.branch = known.branch or asked.branch is null or known.branch is null)
    where
        asked.client_ref is null
        and asked.email is null
        and asked.phone is null
    group by asked.kind, asked.contact_id
    having count(distinct known.client_key) = 1

),

final as (

    select
        asked.kind,
        asked.contact_id,
        coalesce(
            bookings.client_key,
            refs.client_key,
            emails.client_key,
            phones_of_names.client_key,
            phones.client_key,
            names.client_key
        ) as client_key
    from asked
    left join bookings
        on asked.booking_ref = bookings.booking_ref
    left join refs
        on asked.client_ref = refs.client_ref
    left join emails
        on asked.email = emails.email
    left join phones_of_names
        on asked.phone = phones_of_names.phone and asked.name_key = phones_of_names.name_key
    left join phones
        on asked.phone = phones.phone
    left join names
        on asked.kind = names.kind and asked.contact_id = names.contact_id

)

select * from final
