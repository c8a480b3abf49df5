with

visits as (

    select * from {{ ref('int_visits') }}

),

mixes as (

    select distinct
        lines_fingerprint,
        lines_fingerprint_2
    from visits

),

final as (

    select
        cast(row_number() over (order by lines_fingerprint, lines_fingerprint_2) as integer)
            as line_mix,
        lines_fingerprint,
        lines_fingerprint_2
    from mixes

)

select * from final
