-- Which detractors has nobody called back yet, the most money first? One row per client.
with

waiting as (

    select
        at_risk.client_key,
        at_risk.response_id,
        at_risk.client_type,
        at_risk.open_complaints,
        at_risk.revenue_365d,
        at_risk.came_since,
        responses.branch,
        responses.staff,
        responses.recommend_score,
        responses.recommend_scale,
        responses.reason,
        responses.improvement,
        responses.submitted_date
    from
        metrics.at_risk_of($quarter, $branches, $client_types, $categories, $services, $staff)
            as at_risk
    inner join marts.fct_survey_responses as responses
        on at_risk.response_id = responses.response_id
    where
        not list_contains($called_back, at_risk.response_id)
        and at_risk.may_be_contacted
    order by
        at_risk.revenue_365d desc,
        at_risk.response_id asc
    limit $most

)

select
    waiting.*,
    contacts.client_name,
    contacts.phone,
    contacts.email
from waiting
left join marts.client_contacts as contacts
    on waiting.client_key = contacts.client_key
order by
    waiting.revenue_365d desc,
    waiting.response_id asc
