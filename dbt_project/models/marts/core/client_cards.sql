with

matches as (

    select * from {{ ref('int_clients_matched') }}

),

identities as (

    select * from {{ ref('int_identities_collected') }}

),

cards as (

    select
        matches.client_key,
        identities.identity_id as card_id,
        identities.system,
        identities.branch,
        identities.ref_token is not null as has_number,
        identities.email_token is not null as has_email,
        identities.phone_token is not null as has_phone,
        identities.name_key is not null as has_name,
        identities.has_shared_phone,
        matches.is_by_name,
        matches.is_by_order,
        identities.ref_token,
        identities.email_token,
        identities.phone_token
    from identities
    inner join matches
        on identities.identity_id = matches.identity_id

),

compared as (

    -- What a card shares with another card of its client.
    select
        card_id,
        client_key,
        system,
        branch,
        has_number,
        has_email,
        has_phone,
        has_name,
        has_shared_phone,
        is_by_name,
        is_by_order,
        count(*) over (partition by client_key) as cards,
        case
            when has_number
                then count(*) over (partition by client_key, ref_token)
        end as of_number,
        case
            when has_email
                then count(*) over (partition by client_key, email_token)
        end as of_email,
        case
            when has_phone
                then count(*) over (partition by client_key, phone_token)
        end as of_phone
    from cards

),

final as (

    select
        card_id,
        client_key,
        system,
        branch,
        has_number,
        has_email,
        has_phone,
        has_name,
        has_shared_phone,
        cards,
        case
            when cards > 1
                then nullif(concat_ws(
                    ', ',
                    case when of_number > 1 then 'number' end,
                    case when of_email > 1 then 'email' end,
                    case when of_phone > 1 then 'phone' end,
                    case when is_by_name then 'name' end,
                    case when is_by_order then 'order' end
                ), '')
        end as joined_by
    from compared

)

select * from final
