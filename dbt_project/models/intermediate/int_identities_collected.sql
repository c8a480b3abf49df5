with

lines as (

    select distinct
        identity_id,
        system,
        branch,
        client_ref,
        email,
        phone,
        name_key
    from {{ ref('stg_booking_lines') }}
    where identity_id is not null

),

cards as (

    select distinct
        identity_id,
        system,
        branch,
        client_ref,
        email,
        phone,
        name_key
    from {{ ref('stg_clients') }}
    where identity_id is not null

),

together as (

    select * from lines
    union
    select * from cards

),

phones as (

    -- A phone that goes with two names is shared by two people.
    select
        phone,
        count(distinct name_key) > 1 as is_shared
    from together
    where phone is not null
    group by phone

),

final as (

    select
        together.identity_id,
        together.system,
        together.branch,
        together.client_ref,
        together.email,
        together.phone,
        together.name_key,
        case
            when together.client_ref is not null
                then concat_ws('|', '1 id', together.system, together.client_ref)
        end as ref_token,
        case
            when together.email is not null then concat_ws('|', '2 email', together.email)
        end as email_token,
        case
            when together.phone is not null and not phones.is_shared
                then concat_ws('|', '3 phone', together.phone)
            when together.phone is not null
                then concat_ws('|', '3 phone', together.phone, coalesce(together.name_key, ''))
        end as phone_token,
        coalesce(phones.is_shared, false) as has_shared_phone
    from together
    left join phones
        on together.phone = phones.phone

)

select * from final
