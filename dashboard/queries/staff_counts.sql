-- What did everybody do, and whom did they serve? One row per staff member.
with

visits as (

    select
        staff,
        count(*) as visits,
        count(distinct client_number) as clients,
        count(*) filter (where visit_number = 1) as new_clients,
        count(*) filter (where visit_number = 1 and has_return_window) as first_visits_mature,
        count(*) filter (
            where visit_number = 1 and has_return_window and returned_in_window
        ) as first_visits_returned,
        count(*) filter (where visit_number_with_staff > 1) as repeat_visits,
        count(*) filter (where client_type = 'regular') as regular_visits
    from
        metrics.staff_visits_of(
            $quarters, $branches, $client_types, $categories, $services, $staff
        )
    group by staff

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
        and ($branches is null or list_contains($branches, branch))
    group by staff

)

select
    visits.staff,
    visits.visits,
    visits.clients,
    visits.new_clients,
    metrics.share(visits.regular_visits, visits.visits) as regular_share,
    coalesce(money.revenue, 0) as revenue,
    metrics.share(visits.repeat_visits, visits.visits) as repeat_share,
    visits.first_visits_mature,
    case
        when metrics.reading(visits.first_visits_mature) != 'hidden'
            then metrics.retention_rate(visits.first_visits_returned, visits.first_visits_mature)
    end as first_visit_retention_90d,
    case
        when metrics.reading(visits.first_visits_mature) != 'hidden'
            then metrics.share_bound(visits.first_visits_returned, visits.first_visits_mature, -1)
    end as retention_low,
    case
        when metrics.reading(visits.first_visits_mature) != 'hidden'
            then metrics.share_bound(visits.first_visits_returned, visits.first_visits_mature, 1)
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
    1000 * metrics.share(coalesce(complaints.complaints, 0), visits.visits)
        as complaints_per_1000_visits
from visits
left join money
    on visits.staff = money.staff
left join answers
    on visits.staff = answers.staff
left join complaints
    on visits.staff = complaints.staff
order by visits.visits desc, visits.staff asc
