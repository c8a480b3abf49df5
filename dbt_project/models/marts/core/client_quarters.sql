with

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

overdue as (

    select * from {{ ref('int_client_overdue') }}

),

mixes as (

    select * from {{ ref('int_category_mixes') }}

),

loyalty_types as (

    select * from {{ ref('loyalty_types') }}

),

final as (

    select
        client_quarters.client_key,
        client_quarters.client_number,
        client_quarters.client_type,
        client_quarters.last_branch,
        case
            when client_quarters.visits_to_date = 1 and not overdue.is_past_first_return
                then 'first_visit'
            when client_quarters.visits_to_date = 1 then 'single_use'
            when
                client_quarters.visits_to_date < {{ var('attachment_visits') }}
                or overdue.is_overdue_q90
                then 'repeat'
            when
                loyalty_types.attitude = 'high'
                and loyalty_types.wallet_share >= {{ var('core_share') }}
                then 'loyalty'
            else 'attachment'
        end as stage,
        loyalty_types.loyalty_type,
        client_quarters.visits,
        cast(client_quarters.revenue as decimal(18, 2)) as revenue,
        client_quarters.visits_365d,
        cast(client_quarters.revenue_365d as decimal(18, 2)) as revenue_365d,
        client_quarters.visits_to_date,
        cast(client_quarters.revenue_to_date as decimal(18, 2)) as revenue_to_date,
        mixes.category_mix,
        client_quarters.recency_days,
        client_quarters.is_lapsed,
        overdue.is_overdue_q90 as is_overdue,
        client_quarters.visits_to_date > 1 and overdue.is_lapsed_q975 as is_lapsed_by_cadence,
        client_quarters.is_regular,
        client_quarters.quarter_start,
        client_quarters.as_of
    from client_quarters
    inner join overdue
        on
            client_quarters.client_key = overdue.client_key
            and client_quarters.quarter_start = overdue.quarter_start
    inner join loyalty_types
        on
            client_quarters.client_key = loyalty_types.client_key
            and client_quarters.quarter_start = loyalty_types.quarter_start
    left join mixes
        on client_quarters.categories_fingerprint = mixes.categories_fingerprint

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
