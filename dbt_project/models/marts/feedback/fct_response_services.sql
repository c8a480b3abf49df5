with

responses as (

    select * from {{ ref('int_responses_typed') }}

),

visited as (

    -- The services of the visit that the answer is about. Two systems may give one number to
    -- bookings of two clients.
    select distinct
        responses.response_id,
        lines.service_category,
        coalesce(lines.service, 'not stated') as service
    from responses
    inner join {{ ref('int_visit_lines') }} as lines
        on
            responses.booking_ref = lines.booking_ref
            and coalesce(responses.client_key = lines.client_key, true)
    where not lines.is_refund

),

declared_categories as (

    select
        response_id,
        trim(part) as word,
        coalesce(service, 'not stated') as service
    from (
        select
            response_id,
            service,
            {{ split_rows('service_category', ',') }} as part
        from responses
        where service_category is not null
    ) as parts
    where trim(part) != ''

),

declared as (

    -- As the client or the administrator named it: the kind of service, else the service.
    select distinct
        declared_categories.response_id,
        coalesce(words.service_category, lower(declared_categories.word)) as service_category,
        declared_categories.service
    from declared_categories
    left join {{ ref('int_words_categorised') }} as words
        on declared_categories.word = words.word

    union

    select
        responses.response_id,
        coalesce(words.service_category, 'other') as service_category,
        responses.service
    from responses
    left join {{ ref('int_words_categorised') }} as words
        on responses.service = words.word
    where
        responses.service is not null
        and responses.response_id not in (
            select declared_categories.response_id from declared_categories
        )

),

final as (

    select
        response_id,
        service_category,
        service,
        'visit' as basis
    from visited

    union all

    select
        response_id,
        service_category,
        service,
        'declared' as basis
    from declared
    where response_id not in (select visited.response_id from visited)

    union all

    select
        response_id,
        'not stated' as service_category,
        'not stated' as service,
        'unknown' as basis
    from responses
    where
        response_id not in (select visited.response_id from visited)
        and response_id not in (select declared.response_id from declared)

)

select * from final
