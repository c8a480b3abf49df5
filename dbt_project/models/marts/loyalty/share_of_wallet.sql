{# A smaller share is taken for this: dividing by it would make wallets without end. #}
{% set least_share = 0.05 %}

with

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

mixes as (

    select * from {{ ref('int_category_mixes') }}

),

answers as (

    select * from {{ ref('int_responses_typed') }}
    where
        client_key is not null
        and coalesce(
            wallet_share, spend_elsewhere, visits_elsewhere, own_rank, salons_used
        ) is not null

),

stated as (

    -- What each answer that still speaks at the end of the quarter says, one basis after the other.
    select
        client_quarters.client_key,
        client_quarters.client_number,
        client_quarters.client_type,
        client_quarters.last_branch,
        client_quarters.visits_365d,
        client_quarters.categories_fingerprint,
        client_quarters.quarter_start,
        client_quarters.as_of,
        answers.response_id,
        answers.submitted_at,
        answers.visits_elsewhere,
        answers.own_rank,
        answers.salons_used,
        greatest(client_quarters.revenue_365d, 0) as own_spend_365d,
        case when answers.wallet_share between 0 and 1 then cast(answers.wallet_share as double) end
            as survey_share,
        case
            when answers.spend_elsewhere >= 0
                then metrics.share(
                    greatest(client_quarters.revenue_365d, 0),
                    greatest(client_quarters.revenue_365d, 0) + answers.spend_elsewhere
                )
        end as spend_share,
        case
            when answers.visits_elsewhere >= 0
                then metrics.share(
                    client_quarters.visits_365d,
                    client_quarters.visits_365d + answers.visits_elsewhere
                )
        end as visits_share,
        cast(metrics.rank_share(answers.own_rank, answers.salons_used) as double) as ranked_share
    from answers
    inner join client_quarters
        on
            answers.client_key = client_quarters.client_key
            and answers.submitted_date <= client_quarters.as_of
            and answers.submitted_date
            > {{ add_days('client_quarters.as_of', - var('answer_valid_days')) }}

),

latest as (

    select
        client_key,
        client_number,
        client_type,
        last_branch,
        case
            when survey_share is not null then 'survey'
            when spend_share is not null then 'spend'
            when visits_share is not null then 'visits'
            else 'rank'
        end as basis,
        coalesce(survey_share, spend_share, visits_share, ranked_share) as stated_share,
        ranked_share,
        case when ranked_share is not null then own_rank end as own_rank,
        case when ranked_share is not null then salons_used end as salons_used,
        own_spend_365d,
        visits_365d,
        visits_elsewhere,
        categories_fingerprint,
        quarter_start,
        as_of
    from stated
    where coalesce(survey_share, spend_share, visits_share, ranked_share) is not null
    qualify
        row_number() over (
            partition by client_key, quarter_start order by submitted_at desc, response_id
        ) = 1

),

sized as (

    -- How much the client spends on salons, and how often the client goes to one at all.
    select
        client_key,
        client_number,
        client_type,
        last_branch,
        basis,
        round(greatest(stated_share, {{ least_share }}), 6) as wallet_share,
        stated_share,
        round(ranked_share, 6) as rank_share,
        cast(own_rank as double) as own_rank,
        cast(salons_used as bigint) as salons_used,
        cast(own_spend_365d as decimal(18, 2)) as own_spend_365d,
        cast(own_spend_365d / greatest(stated_share, {{ least_share }}) as decimal(18, 2))
            as wallet_size,
        round(
            coalesce(
                cast(visits_365d + visits_elsewhere as double),
                visits_365d / greatest(stated_share, {{ least_share }})
            ), 6
        ) as category_visits,
        categories_fingerprint,
        quarter_start,
        as_of
    from latest

),

final as (

    select
        sized.client_key,
        sized.client_number,
        sized.client_type,
        sized.last_branch,
        sized.basis,
        metrics.wallet_band(sized.wallet_share) as band,
        sized.wallet_share,
        sized.stated_share,
        sized.rank_share,
        sized.own_rank,
        sized.salons_used,
        sized.own_spend_365d,
        sized.wallet_size,
        cast(sized.wallet_size - sized.own_spend_365d as decimal(18, 2)) as wallet_gap,
        sized.category_visits,
        mixes.category_mix,
        sized.category_visits < {{ var('category_visits_known') }} as is_light_user,
        sized.quarter_start,
        sized.as_of
    from sized
    left join mixes
        on sized.categories_fingerprint = mixes.categories_fingerprint

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
