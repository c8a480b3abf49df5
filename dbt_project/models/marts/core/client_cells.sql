with

clients as (

    select * from {{ ref('client_quarters') }}

),

final as (

    select
        client_type,
        last_branch,
        category_mix,
        count(*) as clients,
        quarter_start
    from clients
    group by client_type, last_branch, category_mix, quarter_start

)

select * from final
order by quarter_start
