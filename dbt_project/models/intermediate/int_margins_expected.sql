{# The horizon of the call list: 26 weeks. #}
{% set days = 182 %}

with

cadences as (

    select * from {{ ref('cadences') }}

),

worth as (

    select * from {{ ref('client_value') }}

),

histories as (

    select * from {{ ref('int_client_histories') }}

),

expected as (

    -- By the model of purchases: the visits to expect of the client, as many of them for this kind
    -- of service as so far. In a salon too small for a model, a rule of thumb: who is later than
    -- most gaps like it has most likely gone; who is still there keeps the rhythm.
    select
        cadences.client_key,
        cadences.service_category,
        coalesce(worth.p_alive, 1 - cadences.overdue_score) as return_probability,
        coalesce(
            worth.expected_visits_26w * cadences.visits / histories.visits,
            (1 - cadences.overdue_score) * {{ days }} / cadences.expected_gap_days
        ) as expected_visits_26w,
        cast(greatest(cadences.revenue, 0) as double) / cadences.visits as average_check
    from cadences
    inner join worth
        on cadences.client_key = worth.client_key
    inner join histories
        on cadences.client_key = histories.client_key

),

final as (

    select
        client_key,
        service_category,
        return_probability,
        expected_visits_26w,
        average_check,
        metrics.margin(expected_visits_26w * average_check) as expected_margin_26w
    from expected

)

select * from final
