with

mixes as (

    select distinct
        category_mix,
        categories
    from {{ ref('int_category_mixes') }}

),

final as (

    select
        {{ rows_of('categories') }} as service_category,
        category_mix
    from mixes

)

select * from final
