with

months as (

    select * from {{ ref('int_months') }}

),

branches as (

    select * from {{ ref('dim_branches') }}

),

money as (

    select
        month_start,
        branch,
        sum(net_amount) as revenue,
        sum(net_amount) filter (where item_type = 'product') as product_revenue,
        sum(net_amount) filter (where client_key is null) as unidentified_revenue
    from {{ ref('fct_visit_lines') }}
    group by month_start, branch

),

visits as (

    select
        month_start,
        branch,
        count(*) as visits,
        count(distinct client_key) as clients,
        count(*) filter (where visit_number = 1) as new_clients,
        count(*) filter (where was_rebooked) as visits_rebooked,
        count(*) filter (where was_rebooked_on_the_day) as visits_rebooked_on_the_day,
        count(*) filter (where was_rebooked_within_24h) as visits_rebooked_within_24h,
        count(*) filter (where was_rebooked_any_future) as visits_rebooked_any_future,
        count(*) filter (where was_rebooked is not null) as visits_rebookable
    from {{ ref('fct_visits') }}
    group by month_start, branch

),

regulars as (

    select
        months.month_start,
        spells.branch,
        count(*) as regular_clients
    from {{ ref('int_regular_spells') }} as spells
    inner join months
        on months.as_of between spells.first_day and spells.last_day
    group by months.month_start, spells.branch

),

lost as (

    select
        month_start,
        branch,
        count(*) as lost_clients
    from {{ ref('int_lapses') }}
    group by month_start, branch

),

appointments as (

    select
        {{ month_of('line_date') }} as month_start,
        branch,
        count(*) filter (where status = 'completed') as completed_appointments,
        count(*) filter (where status = 'no_show') as no_shows,
        count(*) filter (where status = 'cancelled') as cancellations
    from {{ ref('int_appointments') }}
    group by {{ month_of('line_date') }}, branch

),

retention as (

    select * from {{ ref('retention_alternatives') }}
    where days = {{ var('retention_days') }}

),

nps_scale as (

    {{ leading_scale() }}

),

answers as (

    select
        responses.month_start,
        responses.branch,
        count(*) filter (where responses.nps_group = 'promoter') as promoters,
        count(*) filter (where responses.nps_group = 'detractor') as detractors,
        count(*) filter (where responses.nps_group is not null) as responses,
        count(*) filter (where responses.outcome = 'answered') as answered,
        count(*) as invited
    from {{ ref('fct_survey_responses') }} as responses
    inner join nps_scale
        on responses.recommend_scale = nps_scale.recommend_scale
    group by responses.month_start, responses.branch

),

complaints as (

    select
        month_start,
        branch,
        count(*) as complaints
    from {{ ref('fct_complaints') }}
    group by month_start, branch

),

final as (

    select
        branches.branch,
        cast(coalesce(money.revenue, 0) as decimal(18, 2)) as revenue,
        cast(coalesce(money.revenue, 0) - coalesce(money.product_revenue, 0) as decimal(18, 2))
            as service_revenue,
        cast(coalesce(money.product_revenue, 0) as decimal(18, 2)) as product_revenue,
        coalesce(visits.visits, 0) as visits,
        coalesce(visits.clients, 0) as clients,
        coalesce(visits.new_clients, 0) as new_clients,
        coalesce(regulars.regular_clients, 0) as regular_clients,
        coalesce(lost.lost_clients, 0) as lost_clients,
        metrics.average_check(money.revenue, visits.visits) as average_check,
        metrics.arpu(money.revenue, visits.clients) as arpu,
        metrics.visits_per_client(visits.visits, visits.clients) as visits_per_client,
        metrics.retention_rate(retention.first_visits_returned, retention.first_visits_mature)
            as first_visit_retention_90d,
        metrics.retention_rate(retention.clients_returned, retention.clients_mature)
            as repeat_retention_90d,
        metrics.rebooking_rate(visits.visits_rebooked, visits.visits_rebookable)
            as rebooking_rate,
        metrics.no_show_rate(appointments.no_shows, appointments.completed_appointments)
            as no_show_rate,
        metrics.cancellation_rate(
            appointments.cancellations,
            appointments.no_shows,
            appointments.completed_appointments
        ) as cancellation_rate,
        metrics.share(coalesce(money.product_revenue, 0), money.revenue) as retail_share,
        metrics.share(coalesce(money.unidentified_revenue, 0), money.revenue)
            as unidentified_share,
        cast(metrics.nps(answers.promoters, answers.detractors, answers.responses) as double)
            as nps,
        coalesce(answers.responses, 0) as responses,
        metrics.response_rate(answers.answered, answers.invited) as response_rate,
        coalesce(complaints.complaints, 0) as complaints,
        coalesce(retention.first_visits_mature, 0) as first_visits_mature,
        coalesce(retention.first_visits_returned, 0) as first_visits_returned,
        coalesce(retention.clients_mature, 0) as clients_mature,
        coalesce(retention.clients_returned, 0) as clients_returned,
        coalesce(visits.visits_rebooked, 0) as visits_rebooked,
        coalesce(visits.visits_rebooked_on_the_day, 0) as visits_rebooked_on_the_day,
        coalesce(visits.visits_rebooked_within_24h, 0) as visits_rebooked_within_24h,
        coalesce(visits.visits_rebooked_any_future, 0) as visits_rebooked_any_future,
        coalesce(visits.visits_rebookable, 0) as visits_rebookable,
        coalesce(appointments.completed_appointments, 0) as completed_appointments,
        coalesce(appointments.no_shows, 0) as no_shows,
        coalesce(appointments.cancellations, 0) as cancellations,
        cast(coalesce(money.unidentified_revenue, 0) as decimal(18, 2)) as unidentified_revenue,
        coalesce(answers.promoters, 0) as promoters,
        coalesce(answers.detractors, 0) as detractors,
        coalesce(answers.answered, 0) as answered,
        coalesce(answers.invited, 0) as invited,
        months.month_start,
        months.as_of
    from months
    cross join branches
    left join money
        on months.month_start = money.month_start and branches.branch = money.branch
    left join visits
        on months.month_start = visits.month_start and branches.branch = visits.branch
    left join regulars
        on months.month_start = regulars.month_start and branches.branch = regulars.branch
    left join lost
        on months.month_start = lost.month_start and branches.branch = lost.branch
    left join appointments
        on
            months.month_start = appointments.month_start
            and branches.branch = appointments.branch
    left join retention
        on months.month_start = retention.month_start and branches.branch = retention.branch
    left join answers
        on months.month_start = answers.month_start and branches.branch = answers.branch
    left join complaints
        on months.month_start = complaints.month_start and branches.branch = complaints.branch
    where
        months.month_start >= {{ month_of('branches.first_day') }}
        or answers.invited > 0
        or complaints.complaints > 0

)

select * from final
