with

words as (

    select distinct service as word
    from {{ ref('stg_booking_lines') }}
    where service is not null

    union

    select distinct category_given as word
    from {{ ref('stg_booking_lines') }}
    where category_given is not null

    union

    select distinct service as word
    from {{ ref('stg_services') }}
    where service is not null

    union

    select distinct service_category as word
    from {{ ref('stg_services') }}
    where service_category is not null

    union

    select distinct service as word
    from {{ ref('stg_survey_responses') }}
    where service is not null

    union

    select distinct trim(part.word) as word
    from (
        select {{ split_rows('service_category', ',') }} as word
        from {{ ref('stg_survey_responses') }}
        where service_category is not null
    ) as part
    where trim(part.word) != ''

),

keywords as (

    select
        keyword,
        service_category
    from {{ ref('service_categories') }}

    union

    -- Our own codes are words too.
    select distinct
        service_category as keyword,
        service_category
    from {{ ref('service_categories') }}

),

final as (

    -- The longest keyword wins ("hair removal" before "hair"); keywords are unique, and two of the
    -- same length are told apart by the alphabet.
    select
        words.word,
        keywords.service_category
    from words
    inner join keywords
        on contains(lower(words.word), keywords.keyword)
    qualify
        row_number() over (
            partition by words.word
            order by length(keywords.keyword) desc, keywords.keyword
        ) = 1

)

select * from final
