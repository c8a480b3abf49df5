-- A number, an e-mail or a phone never leads to two clients: no chain of cards was longer than the
-- passes of int_clients_matched.
with

identities as (

    select
        matched.client_key,
        collected.ref_token,
        collected.email_token,
        collected.phone_token
    from {{ ref('int_identities_collected') }} as collected
    inner join {{ ref('int_clients_matched') }} as matched
        on collected.identity_id = matched.identity_id

),

tokens as (

    select
        ref_token as token,
        client_key
    from identities

    union all

    select
        email_token as token,
        client_key
    from identities

    union all

    select
        phone_token as token,
        client_key
    from identities

)

select count(distinct client_key) as clients_of_one_token
from tokens
where token is not null
group by token
having count(distinct client_key) > 1
