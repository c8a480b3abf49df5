with

lines as (

    select distinct
        service,
        category_given,
        item_type
    from {{ ref('stg_booking_lines') }}

),

catalogue as (

    -- The salon's own list; a service that stands in it twice takes its later entry.
    select
        lower(service) as service,
        max_by(service_category, state_at) as service_category
    from {{ ref('stg_services') }}
    where service_category is not null
    group by lower(service)

),

words as (

    select * from {{ ref('int_words_categorised') }}

),

looked_up as (

    select
        lines.service,
        lines.category_given,
        lines.item_type,
        by_file.service_category as code_of_file,
        coalesce(by_file.service_category, lower(trim(lines.category_given))) as from_file,
        coalesce(by_catalogue.service_category, lower(trim(catalogue.service_category)))
            as from_catalogue,
        by_name.service_category as from_name
    from lines
    left join words as by_file
        on lines.category_given = by_file.word
    left join catalogue
        on lower(lines.service) = catalogue.service
    left join words as by_catalogue
        on catalogue.service_category = by_catalogue.word
    left join words as by_name
        on lines.service = by_name.word

),

final as (

    -- A shampoo filed under "Hair" is retail: a buyer of it is not a hair client. A category of the
    -- salon's own that we have no word for is kept as it is written.
    select
        service,
        category_given,
        item_type,
        case
            when item_type = 'product'
                then case
                    when from_file is not null and code_of_file is null then from_file
                    else 'retail'
                end
            else coalesce(from_file, from_catalogue, from_name, 'other')
        end as service_category
    from looked_up

)

select * from final
