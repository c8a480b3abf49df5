-- Every client who came is looked at in the last quarter, everybody who is looked at is graded, and
-- a quarter ends with as many regular clients as the branches' last month has together.
with

client_quarters as (

    select * from {{ ref('client_quarters') }}

),

not_looked_at as (

    select
        'came, but is not in the last quarter' as what,
        count(*) as clients
    from {{ ref('dim_clients') }}
    where
        visits > 0
        and client_key not in (
            select client_quarters.client_key
            from client_quarters
            where client_quarters.quarter_start = (
                select max(quarters.quarter_start) from {{ ref('dim_quarters') }} as quarters
                where quarters.quarter_start <= quarters.as_of
            )
        )

),

not_graded as (

    select
        'is in one of client_quarters and rfm alone' as what,
        count(*) as clients
    from client_quarters
    full join {{ ref('rfm') }} as graded
        on
            client_quarters.client_key = graded.client_key
            and client_quarters.quarter_start = graded.quarter_start
    where client_quarters.client_key is null or graded.client_key is null

),

regular_in_months as (

    select
        as_of,
        sum(regular_clients) as clients
    from {{ ref('monthly_kpis') }}
    group by as_of

),

regular_in_quarters as (

    select
        as_of,
        count(*) filter (where is_regular) as clients
    from client_quarters
    group by as_of

),

regular_differently as (

    select
        'regular by the quarter or by the month alone' as what,
        coalesce(
            sum(abs(regular_in_quarters.clients - coalesce(regular_in_months.clients, 0))), 0
        ) as clients
    from regular_in_quarters
    left join regular_in_months
        on regular_in_quarters.as_of = regular_in_months.as_of

),

final as (

    select * from not_looked_at
    union all
    select * from not_graded
    union all
    select * from regular_differently

)

select * from final
where clients > 0
