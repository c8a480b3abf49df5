-- Why are several cards one client? One row: clients by what joins their cards.
with

clients as (

    select
        client_key,
        max(cards) as cards,
        bool_or(joined_by like '%number%') as by_number,
        bool_or(joined_by like '%email%') as by_email,
        bool_or(joined_by like '%phone%') as by_phone,
        bool_or(joined_by like '%name%') as by_name,
        bool_or(joined_by like '%order%') as by_order,
        bool_or(has_shared_phone) as has_shared_phone
    from marts.client_cards
    group by client_key

)

select
    count(*) as clients,
    coalesce(sum(cards), 0) as cards,
    count(*) filter (where cards > 1) as of_several_cards,
    count(*) filter (where by_number) as by_number,
    count(*) filter (where by_email) as by_email,
    count(*) filter (where by_phone) as by_phone,
    count(*) filter (where by_name) as by_name,
    count(*) filter (where by_order) as by_order,
    count(*) filter (where has_shared_phone) as with_shared_phone
from clients
