-- Who may be lost for what they told the salon, and what did they bring in a year? One row.
with

clients as (

    select
        *,
        is_detractor and may_be_contacted as may_be_called,
        coalesce(list_contains($called_back, response_id), false) as is_called_back
    from metrics.at_risk_of($quarter, $branches, $client_types, $categories, $services, $staff)

),

nameless as (

    select count(*) as nameless_detractors
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        nps_group = 'detractor'
        and client_key is null
        and list_contains($quarters, quarter_start)

),

counted as (

    select
        count(*) as clients,
        coalesce(sum(revenue_365d), 0) as revenue,
        count(*) filter (where is_detractor) as detractors,
        count(*) filter (where open_complaints > 0) as complainers,
        count(*) filter (where is_called_back) as called_back,
        count(*) filter (where is_detractor and came_since) as came_since,
        count(*) filter (where is_detractor and not may_be_called and not is_called_back)
            as to_be_left_alone,
        count(*) filter (where may_be_called and not is_called_back) as waiting,
        coalesce(sum(revenue_365d) filter (where may_be_called and not is_called_back), 0)
            as waiting_revenue
    from clients

)

select
    counted.*,
    metrics.margin(counted.revenue) as margin,
    nameless.nameless_detractors
from counted
cross join nameless
