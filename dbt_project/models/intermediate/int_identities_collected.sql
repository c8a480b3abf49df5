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

orders as (

    select * from {{ source('raw', 'client_orders') }}

),

shared as (

    select
        ref_token,
        email_token,
        phone_token
    from orders
    where kind = 'split'

),

said as (

    select
        together.*,
        coalesce(phones.is_shared, false) as has_shared_phone,
        case
            when together.client_ref is not null
                then concat_ws('|', '1 id', together.system, together.client_ref)
        end as own_ref,
        case
            when together.email is not null then concat_ws('|', '2 email', together.email)
        end as own_email,
        case
            when together.phone is not null then concat_ws('|', '3 phone', together.phone)
        end as own_phone
    from together
    left join phones
        on together.phone = phones.phone

),

tokened as (

    -- What several people share, because two names go with the phone or because a person said so,
    -- joins cards of one name only.
    select
        said.identity_id,
        said.system,
        said.branch,
        said.client_ref,
        said.email,
        said.phone,
        said.name_key,
        case
            when refs.ref_token is not null then concat_ws('|', own_ref, coalesce(name_key, ''))
            else own_ref
        end as ref_token,
        case
            when emails.email_token is not null
                then concat_ws('|', own_email, coalesce(name_key, ''))
            else own_email
        end as email_token,
        case
            when has_shared_phone or shared_phones.phone_token is not null
                then own_phone || '|' || coalesce(name_key, '')
            else own_phone
        end as phone_token,
        has_shared_phone,
        false as is_order
    from said
    left join shared as refs
        on said.own_ref = refs.ref_token
    left join shared as emails
        on said.own_email = emails.email_token
    left join shared as shared_phones
        on said.own_phone = shared_phones.phone_token

),

ordered as (

    -- Cards that a person says are one: rows that belong to nobody but lead from one to the next.
    -- The token of the order stands where the named card has none of its own.
    select
        md5(concat_ws(
            '|', order_token, ref_token, email_token, phone_token, branch, name_key
        )) as identity_id,
        branch,
        name_key,
        coalesce(ref_token, order_token) as ref_token,
        case when ref_token is not null then order_token else email_token end as email_token,
        phone_token
    from orders
    where kind = 'merge'

    union all

    select
        md5(order_token) as identity_id,
        cast(null as string) as branch,
        cast(null as string) as name_key,
        order_token as ref_token,
        order_token as email_token,
        cast(null as string) as phone_token
    from orders
    where kind = 'merge'
    group by order_token

),

final as (

    select * from tokened

    union all

    select
        identity_id,
        cast(null as string) as system,
        branch,
        cast(null as string) as client_ref,
        cast(null as string) as email,
        cast(null as string) as phone,
        name_key,
        ref_token,
        email_token,
        phone_token,
        false as has_shared_phone,
        true as is_order
    from ordered

)

select * from final
