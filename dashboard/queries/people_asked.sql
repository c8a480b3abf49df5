-- What became of everybody asked in the chosen quarters, on whichever scale? One row.
with

counted as (

    select
        count(*) as invited,
        count(*) filter (where outcome = 'answered') as answered,
        count(*) filter (where outcome = 'partial') as partly_answered,
        count(*) filter (where outcome = 'refused') as refusals,
        count(*) filter (where outcome = 'no_contact') as not_reached
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where list_contains($quarters, quarter_start)

)

select
    *,
    metrics.response_rate_1(answered, partly_answered, refusals, not_reached, 0, 0)
        as response_rate_1,
    metrics.response_rate_2(answered, partly_answered, refusals, not_reached, 0, 0)
        as response_rate_2,
    metrics.cooperation_rate_1(answered, partly_answered, refusals, 0) as cooperation_rate_1,
    metrics.refusal_rate_1(answered, partly_answered, refusals, not_reached, 0, 0)
        as refusal_rate_1
from counted
