with

lines as (

    select * from {{ ref('fct_visit_lines') }}
    where staff is not null

),

visits as (

    select * from {{ ref('fct_staff_visits') }}

),

money as (

    select
        staff,
        quarter_start,
        sum(net_amount) as revenue,
        sum(net_amount) filter (where item_type = 'product') as product_revenue
    from lines
    group by staff, quarter_start

),

homes as (

    -- Where the staff member earned most in the quarter; equal sums are told apart by the alphabet.
    select
        staff,
        quarter_start,
        branch
    from lines
    group by staff, quarter_start, branch
    qualify
        row_number() over (
            partition by staff, quarter_start order by sum(net_amount) desc, branch
        ) = 1

),

counts as (

    select
        staff,
        quarter_start,
        count(*) as visits,
        count(distinct client_number) as clients,
        count(*) filter (where visit_number = 1) as new_clients,
        count(*) filter (where visit_number = 1 and has_return_window) as first_visits_mature,
        count(*) filter (
            where visit_number = 1 and has_return_window and returned_in_window
        ) as first_visits_returned,
        count(*) filter (where visit_number_with_staff > 1) as repeat_visits,
        count(*) filter (where was_rebooked) as visits_rebooked,
        count(*) filter (where was_rebooked is not null) as visits_rebookable
    from visits
    group by staff, quarter_start

),

nps_scale as (

    {{ leading_scale() }}

),

answers as (

    select
        responses.staff,
        responses.quarter_start,
        count(*) filter (where responses.nps_group = 'promoter') as promoters,
        count(*) filter (where responses.nps_group = 'detractor') as detractors,
        count(responses.nps_group) as responses
    from {{ ref('fct_survey_responses') }} as responses
    inner join nps_scale
        on responses.recommend_scale = nps_scale.recommend_scale
    where responses.staff is not null
    group by responses.staff, responses.quarter_start

),

complaints as (

    select
        staff,
        quarter_start,
        count(*) as complaints
    from {{ ref('fct_complaints') }}
    where staff is not null
    group by staff, quarter_start

),

named as (

    select
        staff,
        quarter_start
    from money
    union
    select
        staff,
        quarter_start
    from answers
    union
    select
        staff,
        quarter_start
    from complaints

),

final as (

    select
        named.staff,
        homes.branch,
        cast(coalesce(money.revenue, 0) as decimal(18, 2)) as revenue,
        cast(coalesce(money.product_revenue, 0) as decimal(18, 2)) as product_revenue,
        coalesce(counts.visits, 0) as visits,
        coalesce(counts.clients, 0) as clients,
        coalesce(counts.new_clients, 0) as new_clients,
        metrics.retention_rate(counts.first_visits_returned, counts.first_visits_mature)
            as first_visit_retention_90d,
        metrics.share(counts.repeat_visits, counts.visits) as repeat_share,
        metrics.rebooking_rate(counts.visits_rebooked, counts.visits_rebookable) as rebooking_rate,
        cast(metrics.nps(answers.promoters, answers.detractors, answers.responses) as double)
            as nps,
        metrics.nps_bound(answers.promoters, answers.detractors, answers.responses, -1) as nps_low,
        metrics.nps_bound(answers.promoters, answers.detractors, answers.responses, 1) as nps_high,
        metrics.reading(coalesce(answers.responses, 0)) as reading,
        coalesce(complaints.complaints, 0) as complaints,
        coalesce(counts.first_visits_mature, 0) as first_visits_mature,
        coalesce(counts.first_visits_returned, 0) as first_visits_returned,
        coalesce(counts.repeat_visits, 0) as repeat_visits,
        coalesce(counts.visits_rebooked, 0) as visits_rebooked,
        coalesce(counts.visits_rebookable, 0) as visits_rebookable,
        coalesce(answers.promoters, 0) as promoters,
        coalesce(answers.detractors, 0) as detractors,
        coalesce(answers.responses, 0) as responses,
        named.quarter_start
    from named
    left join money
        on named.staff = money.staff and named.quarter_start = money.quarter_start
    left join homes
        on named.staff = homes.staff and named.quarter_start = homes.quarter_start
    left join counts
        on named.staff = counts.staff and named.quarter_start = counts.quarter_start
    left join answers
        on named.staff = answers.staff and named.quarter_start = answers.quarter_start
    left join complaints
        on named.staff = complaints.staff and named.quarter_start = complaints.quarter_start

)

select * from final
