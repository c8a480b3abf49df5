with

lines as (

    select
        service,
        service_category,
        item_type,
        count(*) as lines
    from {{ ref('fct_booking_lines') }}
    where service is not null
    group by service, service_category, item_type

),

usual as (

    -- A service that exports file under two categories is listed under the commoner one.
    select
        service,
        service_category,
        item_type
    from lines
    qualify
        row_number() over (
            partition by lower(service)
            order by lines desc, service asc, service_category asc, item_type asc
        ) = 1

),

catalogue as (

    select *
    from {{ ref('stg_services') }}
    where service is not null
    qualify
        row_number() over (
            partition by lower(service) order by state_at desc, catalogue_id asc
        ) = 1

),

words as (

    select * from {{ ref('int_words_categorised') }}

),

final as (

    select
        md5(lower(coalesce(usual.service, catalogue.service))) as service_key,
        coalesce(usual.service, catalogue.service) as service,
        coalesce(
            usual.service_category,
            by_category.service_category,
            lower(trim(catalogue.service_category)),
            by_name.service_category,
            'other'
        ) as service_category,
        coalesce(usual.item_type, 'service') as item_type,
        cast(catalogue.list_amount as decimal(18, 2)) as list_amount,
        cast(catalogue.material_cost as decimal(18, 2)) as material_cost,
        cast(catalogue.duration_minutes as bigint) as duration_minutes,
        coalesce(catalogue.is_active, true) as is_active
    from usual
    full join catalogue
        on lower(usual.service) = lower(catalogue.service)
    left join words as by_category
        on catalogue.service_category = by_category.word
    left join words as by_name
        on catalogue.service = by_name.word

)

select * from final
