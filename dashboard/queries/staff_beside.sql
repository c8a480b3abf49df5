-- Who stands out with like clients, and what did everybody do? One row per staff and figure.
with

compared as (

    select *
    from
        metrics.staff_compared_of(
            $quarters, $branches, $client_types, $categories, $services, $staff
        )

),

money as (

    select
        staff,
        sum(net_amount) as revenue
    from metrics.revenue_of($branches, $client_types, $categories, $services, $staff)
    where list_contains($quarters, quarter_start) and staff is not null
    group by staff

),

answers as (

    select
        staff,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(nps_group) as responses
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        list_contains($quarters, quarter_start)
        and recommend_scale = $scale
        and staff is not null
    group by staff

),

complaints as (

    select
        staff,
        count(*) as complaints
    from marts.fct_complaints
    where
        list_contains($quarters, quarter_start)
        and ($branches is null or list_contains($branches, branch) is true)
    group by staff

)

select
    compared.unit as staff,
    compared.figure,
    compared.n,
    compared.value,
    compared.standardised,
    compared.low,
    compared.high,
    compared.standard,
    compared.covered,
    compared.reading,
    compared.verdict,
    compared.visits,
    compared.clients,
    compared.new_clients,
    metrics.share(compared.regular_visits, compared.visits) as regular_share,
    coalesce(money.revenue, 0) as revenue,
    metrics.share(compared.repeat_visits, compared.visits) as repeat_share,
    compared.first_visits_mature,
    case
        when metrics.reading(compared.first_visits_mature) != 'hidden'
            then
                metrics.retention_rate(
                    compared.first_visits_returned, compared.first_visits_mature
                )
    end as first_visit_retention_90d,
    case
        when metrics.reading(compared.first_visits_mature) != 'hidden'
            then
                metrics.share_bound(
                    compared.first_visits_returned, compared.first_visits_mature, -1
                )
    end as retention_low,
    case
        when metrics.reading(compared.first_visits_mature) != 'hidden'
            then
                metrics.share_bound(
                    compared.first_visits_returned, compared.first_visits_mature, 1
                )
    end as retention_high,
    coalesce(answers.responses, 0) as responses,
    case
        when metrics.reading(answers.responses) != 'hidden'
            then metrics.nps(answers.promoters, answers.detractors, answers.responses)
    end as nps,
    case
        when metrics.reading(answers.responses) != 'hidden'
            then metrics.nps_bound(answers.promoters, answers.detractors, answers.responses, -1)
    end as nps_low,
    case
        when metrics.reading(answers.responses) != 'hidden'
            then metrics.nps_bound(answers.promoters, answers.detractors, answers.responses, 1)
    end as nps_high,
    coalesce(complaints.complaints, 0) as complaints,
    1000 * metrics.share(coalesce(complaints.complaints, 0), compared.visits)
        as complaints_per_1000_visits
from compared
left join money
    on compared.unit = money.staff
left join answers
    on compared.unit = answers.staff
left join complaints
    on compared.unit = complaints.staff
where $staff is null or list_contains($staff, compared.unit) is true
order by
    compared.figure asc,
    compared.reading = 'hidden' asc,
    compared.standardised desc,
    compared.unit asc
