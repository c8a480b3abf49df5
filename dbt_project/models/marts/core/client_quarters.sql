with

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

borders as (

    select * from {{ ref('int_first_return_borders') }}

),

attitudes as (

    select * from {{ ref('int_client_attitudes') }}

),

final as (

    select
        client_quarters.client_key,
        client_quarters.client_type,
        client_quarters.last_branch,
        case
            when
                client_quarters.visits_to_date = 1
                and client_quarters.recency_days <= borders.border_days
                then 'first_visit'
            when client_quarters.visits_to_date = 1 then 'single_use'
            when
                client_quarters.visits_to_date < {{ var('attachment_visits') }}
                or client_quarters.is_lapsed
                then 'repeat'
            when
                attitudes.has_high_attitude
                and attitudes.wallet_share >= {{ var('core_share') }}
                then 'loyalty'
            else 'attachment'
        end as stage,
        client_quarters.visits,
        cast(client_quarters.revenue as decimal(18, 2)) as revenue,
        client_quarters.visits_365d,
        cast(client_quarters.revenue_365d as decimal(18, 2)) as revenue_365d,
        client_quarters.visits_to_date,
        cast(client_quarters.revenue_to_date as decimal(18, 2)) as revenue_to_date,
        client_quarters.recency_days,
        client_quarters.is_lapsed,
        client_quarters.is_regular,
        client_quarters.quarter_start,
        client_quarters.as_of
    from client_quarters
    inner join first_visits
        on client_quarters.client_key = first_visits.client_key
    inner join borders
        on
            client_quarters.quarter_start = borders.quarter_start
            and first_visits.first_service_category = borders.first_service_category
    left join attitudes
        on
            client_quarters.client_key = attitudes.client_key
            and client_quarters.quarter_start = attitudes.quarter_start

)

select * from final
