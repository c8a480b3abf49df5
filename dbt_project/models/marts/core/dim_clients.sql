with

matches as (

    select * from {{ ref('int_clients_matched') }}

),

clients as (

    select
        client_key,
        min(identity_basis) as identity_basis
    from matches
    group by client_key

),

cards as (

    -- A client may have several cards; the latest one that says something is believed.
    select
        matches.client_key,
        max_by(cards.gender, cards.believed) filter (where cards.gender is not null) as gender,
        max_by(year(cards.birth_date), cards.believed) filter (
            where cards.birth_date is not null
        ) as birth_year,
        max_by(cards.acquisition_channel, cards.believed) filter (
            where cards.acquisition_channel is not null
        ) as acquisition_channel,
        max_by(cards.marketing_consent, cards.believed) filter (
            where cards.marketing_consent is not null
        ) as marketing_consent,
        bool_or(cards.is_blocked) as is_blocked
    from (
        select
            identity_id,
            gender,
            birth_date,
            acquisition_channel,
            marketing_consent,
            is_blocked,
            concat_ws('|', cast(state_at as string), card_id) as believed
        from {{ ref('stg_clients') }}
    ) as cards
    inner join matches
        on cards.identity_id = matches.identity_id
    group by matches.client_key

),

visits as (

    select
        client_key,
        {{ client_number() }} as client_number,
        count(*) as visits,
        min(visit_date) as first_visit_date,
        max(visit_date) as last_visit_date
    from {{ ref('int_visits') }}
    group by client_key

),

money as (

    select
        client_key,
        sum(revenue) as revenue
    from {{ ref('int_client_days') }}
    group by client_key

),

homes as (

    -- Where the client comes most; then where last; then by the alphabet.
    select
        client_key,
        branch as home_branch
    from {{ ref('int_visits') }}
    group by client_key, branch
    qualify
        row_number() over (
            partition by client_key
            order by count(*) desc, max(visit_date) desc, branch
        ) = 1

),

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

final as (

    select
        clients.client_key,
        visits.client_number,
        clients.identity_basis,
        first_visits.first_service_category,
        cards.acquisition_channel,
        cards.gender,
        homes.home_branch,
        cast(coalesce(visits.visits, 0) as bigint) as visits,
        cast(coalesce(money.revenue, 0) as decimal(18, 2)) as revenue,
        cast(cards.birth_year as bigint) as birth_year,
        {{ lot('clients.client_key', 'holdout') }} as lot,
        cards.marketing_consent,
        coalesce(cards.is_blocked, false) as is_blocked,
        visits.first_visit_date,
        visits.last_visit_date
    from clients
    left join cards
        on clients.client_key = cards.client_key
    left join visits
        on clients.client_key = visits.client_key
    left join money
        on clients.client_key = money.client_key
    left join homes
        on clients.client_key = homes.client_key
    left join first_visits
        on clients.client_key = first_visits.client_key

)

-- Lies by key, so that one client is found without looking at all.
select * from final
order by client_key
