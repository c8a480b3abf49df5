with

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

attitudes as (

    select * from {{ ref('int_client_attitudes') }}

),

wallets as (

    select * from {{ ref('share_of_wallet') }}

),

judged as (

    select
        client_quarters.client_key,
        client_quarters.client_number,
        client_quarters.client_type,
        client_quarters.last_branch,
        coalesce(attitudes.attitude, 'unknown') as attitude,
        case
            when wallets.wallet_share >= {{ var('core_share') }} then 'high'
            when wallets.wallet_share is not null then 'low'
            when
                client_quarters.visits_365d >= {{ var('loyal_visits') }}
                and client_quarters.recency_days <= {{ var('lapse_days') }}
                then 'high'
            else 'low'
        end as patronage,
        coalesce(attitudes.attitude_basis, 'unknown') as attitude_basis,
        case when wallets.wallet_share is null then 'visits' else 'share_of_wallet' end
            as patronage_basis,
        attitudes.recommend_score,
        wallets.wallet_share,
        client_quarters.visits_365d,
        client_quarters.revenue_365d,
        client_quarters.recency_days,
        client_quarters.quarter_start,
        client_quarters.as_of
    from client_quarters
    left join attitudes
        on
            client_quarters.client_key = attitudes.client_key
            and client_quarters.quarter_start = attitudes.quarter_start
    left join wallets
        on
            client_quarters.client_key = wallets.client_key
            and client_quarters.quarter_start = wallets.quarter_start

),

final as (

    select
        client_key,
        client_number,
        client_type,
        last_branch,
        metrics.loyalty_type(attitude, patronage) as loyalty_type,
        attitude,
        patronage,
        attitude_basis,
        patronage_basis,
        recommend_score,
        wallet_share,
        visits_365d,
        cast(revenue_365d as decimal(18, 2)) as revenue_365d,
        recency_days,
        quarter_start,
        as_of
    from judged

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
