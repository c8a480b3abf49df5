with

quarters as (

    select * from {{ ref('dim_quarters') }}

),

latest as (

    -- The answer that speaks for the client at the quarter's end, as in loyalty_types. Who has
    -- thought better of it since is at risk no longer.
    select
        quarters.quarter_start,
        answers.client_key,
        answers.response_id,
        answers.nps_group,
        answers.contact_consent,
        answers.branch,
        answers.submitted_date
    from {{ ref('fct_survey_responses') }} as answers
    inner join quarters
        on
            answers.submitted_date <= quarters.as_of
            and answers.submitted_date
            > {{ add_days('quarters.as_of', - var('answer_valid_days')) }}
    where answers.client_key is not null and answers.nps_group is not null
    qualify
        row_number() over (
            partition by answers.client_key, quarters.quarter_start
            order by answers.submitted_at desc, answers.response_id
        ) = 1

),

detractors as (

    select
        quarter_start,
        client_key,
        response_id,
        contact_consent,
        branch,
        submitted_date
    from latest
    where nps_group = 'detractor'

),

complaints as (

    select
        quarters.quarter_start,
        complaints.client_key,
        count(*) as open_complaints,
        max(complaints.branch) as branch
    from {{ ref('fct_complaints') }} as complaints
    inner join quarters
        on
            cast(complaints.opened_at as date) <= quarters.as_of
            and (
                complaints.closed_at is null
                or cast(complaints.closed_at as date) > quarters.as_of
            )
    where complaints.client_key is not null
    group by quarters.quarter_start, complaints.client_key

),

at_risk as (

    select
        coalesce(detractors.quarter_start, complaints.quarter_start) as quarter_start,
        coalesce(detractors.client_key, complaints.client_key) as client_key,
        detractors.response_id,
        detractors.contact_consent,
        detractors.submitted_date,
        coalesce(detractors.branch, complaints.branch) as branch,
        coalesce(complaints.open_complaints, 0) as open_complaints
    from detractors
    full join complaints
        on
            detractors.quarter_start = complaints.quarter_start
            and detractors.client_key = complaints.client_key

),

final as (

    select
        at_risk.client_key,
        at_risk.response_id,
        coalesce(clients.client_type, 'unknown') as client_type,
        coalesce(clients.last_branch, at_risk.branch) as branch,
        cast(at_risk.open_complaints as bigint) as open_complaints,
        cast(coalesce(clients.revenue_365d, 0) as decimal(18, 2)) as revenue_365d,
        at_risk.response_id is not null as is_detractor,
        -- A visit on the day itself is the one that was answered about.
        coalesce(
            {{ add_days('clients.as_of', '-clients.recency_days') }} > at_risk.submitted_date,
            false
        ) as came_since,
        not coalesce(cards.is_blocked, false)
        and coalesce(at_risk.contact_consent, true) as may_be_contacted,
        at_risk.submitted_date,
        at_risk.quarter_start
    from at_risk
    left join {{ ref('dim_clients') }} as cards
        on at_risk.client_key = cards.client_key
    left join {{ ref('client_quarters') }} as clients
        on
            at_risk.client_key = clients.client_key
            and at_risk.quarter_start = clients.quarter_start

)

select * from final
