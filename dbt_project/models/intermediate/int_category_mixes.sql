with

mixes as (

    select distinct categories_fingerprint
    from {{ ref('int_client_quarters') }}
    where categories_fingerprint is not null

),

final as (

    select
        cast(row_number() over (order by categories_fingerprint) as integer) as category_mix,
        categories_fingerprint
    from mixes

)

select * from final
