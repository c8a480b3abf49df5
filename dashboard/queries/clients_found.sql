-- Whose name, e-mail or phone holds these words? One row per client, who came last first.
with

cards as (

    select
        client_key,
        max(cards) as cards,
        concat_ws(
            ', ',
            case when bool_or(joined_by like '%number%') then 'number' end,
            case when bool_or(joined_by like '%email%') then 'email' end,
            case when bool_or(joined_by like '%phone%') then 'phone' end,
            case when bool_or(joined_by like '%name%') then 'name' end,
            case when bool_or(joined_by like '%order%') then 'order' end
        ) as joined_by
    from marts.client_cards
    group by client_key

)

select
    contacts.identifier,
    contacts.client_name,
    contacts.phone,
    contacts.email,
    cards.cards,
    cards.joined_by,
    clients.visits,
    clients.last_visit_date
from marts.client_contacts as contacts
inner join marts.dim_clients as clients
    on contacts.client_key = clients.client_key
inner join cards
    on contacts.client_key = cards.client_key
where
    contains(lower(contacts.client_name), lower($words))
    or contains(lower(contacts.email), lower($words))
    or (
        length(regexp_replace($words, '[^0-9]', '', 'g')) >= 4
        and contains(contacts.phone, regexp_replace($words, '[^0-9]', '', 'g'))
    )
order by clients.last_visit_date desc nulls last, contacts.identifier asc
limit 50
