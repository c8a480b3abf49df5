-- Whose name holds these words, whose e-mail or phone a part? One row per client, last seen first.
with

asked as (

    -- A phone is looked for as it is written, without the zeros or the 8 of a call inside the
    -- country, and never by fewer than four digits.
    select
        string_split_regex(trim(strip_accents(lower($words))), '\s+') as words,
        lower(trim($words)) as email,
        regexp_replace($words, '[^0-9]', '', 'g') as digits
),

numbers as (

    select
        words,
        email,
        nullif(case when length(digits) >= 4 then digits else '' end, '') as digits,
        nullif(
            case
                when length(digits) >= 10 then regexp_replace(digits, '^(00|0|8)', '')
                when length(digits) >= 5 then regexp_replace(digits, '^0+', '')
                else ''
            end,
            ''
        ) as digits_abroad
    from asked

),

found as (

    select
        contacts.client_key,
        contacts.client_name,
        contacts.phone,
        contacts.email
    from marts.client_contacts as contacts
    cross join numbers
    where
        contains(contacts.phone, numbers.digits)
        or contains(contacts.phone, numbers.digits_abroad)
        or contains(lower(contacts.email), numbers.email)
        -- One by one: a function over the list of words takes ten times as long. An empty word is
        -- in every name.
        or (
            contains(strip_accents(lower(contacts.client_name)), numbers.words[1])
            and contains(
                strip_accents(lower(contacts.client_name)), coalesce(numbers.words[2], '')
            )
            and contains(
                strip_accents(lower(contacts.client_name)), coalesce(numbers.words[3], '')
            )
            and len(numbers.words) <= 3
        )

)

select
    found.client_key,
    found.client_name,
    found.phone,
    found.email,
    clients.visits,
    clients.last_visit_date
from found
inner join marts.dim_clients as clients
    on found.client_key = clients.client_key
order by
    clients.last_visit_date desc nulls last,
    found.client_name asc,
    found.client_key asc
limit 50
