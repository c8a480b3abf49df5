with

responses as (

    select * from {{ ref('stg_survey_responses') }}

),

matches as (

    select
        contact_id,
        client_key
    from {{ ref('int_contacts_matched') }}
    where kind = 'response'

),

scales as (

    -- A form asks on one scale; a refusal on that form belongs to it.
    select
        source,
        max(recommend_scale) as recommend_scale
    from responses
    group by source
    having count(distinct recommend_scale) = 1

),

only_branch as (

    select max(branch) as branch
    from {{ ref('fct_booking_lines') }}
    having count(distinct branch) = 1

),

client_quarters as (

    select
        client_key,
        quarter_start,
        client_type
    from {{ ref('int_client_quarters') }}

),

declared as (

    -- How people call themselves, in the words of the forms we know.
    select distinct
        responses.client_category,
        words.client_type
    from responses
    inner join {{ ref('client_categories') }} as words
        on contains(lower(responses.client_category), words.keyword)
    qualify
        row_number() over (
            partition by responses.client_category
            order by length(words.keyword) desc, words.keyword
        ) = 1

),

final as (

    select
        responses.response_id,
        responses.response_ref,
        responses.booking_ref,
        matches.client_key,
        {{ quarter_of('responses.submitted_date') }} as quarter_start,
        {{ month_of('responses.submitted_date') }} as month_start,
        responses.submitted_date,
        responses.submitted_at,
        responses.source,
        responses.system,
        coalesce(client_quarters.client_type, declared.client_type, 'unknown') as client_type,
        case
            when client_quarters.client_type is not null then 'visits'
            when declared.client_type is not null then 'declared'
            else 'unknown'
        end as client_type_basis,
        responses.gender,
        case
            when responses.age < 18 then 'under 18'
            when responses.age < 25 then '18-24'
            when responses.age < 35 then '25-34'
            when responses.age < 45 then '35-44'
            when responses.age < 55 then '45-54'
            when responses.age < 65 then '55-64'
            when responses.age >= 65 then '65+'
        end as age_band,
        coalesce(responses.branch, only_branch.branch, 'not stated') as branch,
        responses.staff,
        responses.service,
        responses.service_category,
        responses.recommend_score,
        coalesce(responses.recommend_scale, scales.recommend_scale, 'unknown') as recommend_scale,
        responses.outcome,
        responses.reason,
        responses.improvement,
        responses.wallet_share,
        responses.spend_elsewhere,
        responses.visits_elsewhere,
        responses.own_rank,
        responses.salons_used,
        responses.mode,
        responses.contact_consent
    from responses
    left join matches
        on responses.response_id = matches.contact_id
    left join scales
        on responses.source = scales.source
    left join only_branch
        on true
    left join client_quarters
        on
            matches.client_key = client_quarters.client_key
            and {{ quarter_of('responses.submitted_date') }} = client_quarters.quarter_start
    left join declared
        on responses.client_category = declared.client_category

)

select * from final
