-- Is a figure of $month really another than before? One row per figure and period compared with.
with

data_months as (

    select
        month_start,
        max(as_of) as as_of
    from marts.monthly_kpis
    group by month_start

),

anchors as (

    -- Whether clients return is known some months later: then the newest known month is looked at.
    select
        'shown' as anchor,
        month_start,
        as_of < last_day(month_start) as is_running
    from data_months
    where month_start = $month

    union all

    select
        'known' as anchor,
        max(month_start) as month_start,
        false as is_running
    from data_months
    where
        month_start <= $month
        and metrics.is_return_known(
            month_start, (select max(kpi.as_of) from marts.monthly_kpis as kpi)
        )

),

wanted as (

    select
        anchors.anchor,
        compared.period,
        case compared.period
            when 'quarter_before' then date_trunc('quarter', anchors.month_start)
            else anchors.month_start
        end - to_months(compared.months_back) as month_start,
        compared.months
    from anchors
    cross join (
        values
        ('now', 0, 1),
        ('month_before', 1, 1),
        ('quarter_before', 1, 3),
        ('quarter_before', 2, 3),
        ('quarter_before', 3, 3),
        ('year_before', 12, 1)
    ) as compared (period, months_back, months)

),

periods as (

    -- A period counts where all its months lie in the data.
    select
        wanted.anchor,
        wanted.period,
        wanted.months,
        data_months.month_start
    from wanted
    inner join data_months
        on wanted.month_start = data_months.month_start
    qualify count(*) over (partition by wanted.anchor, wanted.period) = wanted.months

),

months as (

    select distinct month_start from periods

),

counted as (

    -- Of services or staff the lines alone count. Else a visit has its money, and what is left are
    -- lines of no visit: without a client, and refunds.
    select
        month_start,
        client_number,
        case when coalesce($categories, $services, $staff) is null then cast(revenue as double) end
            as revenue,
        case
            when coalesce($categories, $services, $staff) is null
                then cast(product_revenue as double)
        end as product_revenue,
        visit_number,
        was_rebooked,
        came_before_month,
        returned_in_window
    from metrics.visits_of($branches, $client_types, $categories, $services, $staff)
    where month_start in (select months.month_start from months)

    union all

    select
        month_start,
        client_number,
        cast(net_amount as double) as revenue,
        case when item_type = 'product' then cast(net_amount as double) end as product_revenue,
        null as visit_number,
        null as was_rebooked,
        null as came_before_month,
        null as returned_in_window
    from metrics.lines_of($branches, $client_types, $categories, $services, $staff)
    where
        month_start in (select months.month_start from months)
        and (visit_id is null or coalesce($categories, $services, $staff) is not null)

),

client_months as (

    select
        month_start,
        client_number,
        coalesce(sum(revenue), 0) as revenue,
        coalesce(sum(product_revenue), 0) as product_revenue,
        -- Lines without a client stand together with their squares.
        case when client_number is null then sum(revenue * revenue) end as lines_rr,
        case when client_number is null then coalesce(sum(product_revenue * product_revenue), 0) end
            as lines_pp,
        count(visit_number) as visits,
        count(*) filter (where visit_number = 1) as first_visits,
        count(*) filter (where visit_number = 1 and returned_in_window) as first_visits_returned,
        count(*) filter (where was_rebooked) as visits_rebooked,
        count(was_rebooked) as visits_rebookable,
        coalesce(bool_or(came_before_month), false) as came_before,
        -- Whether the client returned after the last of the visits.
        max(2 * visit_number + cast(returned_in_window as integer)) % 2 = 1 as has_returned
    from counted
    group by month_start, client_number

),

of_clients as (

    select
        month_start,
        sum(revenue) as revenue,
        sum(product_revenue) as product_revenue,
        sum(visits) as visits,
        count(*) filter (where visits > 0) as clients,
        sum(first_visits) as new_clients,
        sum(first_visits_returned) as first_visits_returned,
        sum(visits_rebooked) as visits_rebooked,
        sum(visits_rebookable) as visits_rebookable,
        count(*) filter (where came_before) as known_clients,
        count(*) filter (where came_before and has_returned) as known_clients_returned,
        sum(coalesce(lines_rr, revenue * revenue)) as rr,
        sum(coalesce(lines_pp, product_revenue * product_revenue)) as pp,
        sum(coalesce(
            -- A line is a product or none: where it is, both are the same amount.
            lines_pp, revenue * product_revenue
        )) as rp,
        sum(revenue * visits) as rv,
        sum(visits * visits) as vv,
        sum(revenue) filter (where visits > 0) as rc
    from client_months
    group by month_start

),

standing as (

    select
        month_start,
        sum(regular_clients) as regular_clients,
        sum(lost_clients) as lost_clients,
        sum(no_shows) as no_shows,
        sum(cancellations) as cancellations,
        sum(completed_appointments) as kept
    from marts.monthly_kpis
    where $branches is null or list_contains($branches, branch)
    group by month_start

),

answers as (

    select
        month_start,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'detractor') as detractors,
        count(*) filter (where nps_group is not null) as responses
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where recommend_scale = $scale and month_start in (select months.month_start from months)
    group by month_start

),

parts as (

    select
        periods.anchor,
        periods.period,
        max(periods.month_start) as month_start,
        max(periods.months) as months,
        coalesce(sum(of_clients.revenue), 0) as revenue,
        coalesce(sum(of_clients.product_revenue), 0) as product_revenue,
        coalesce(sum(of_clients.visits), 0) as visits,
        coalesce(sum(of_clients.clients), 0) as clients,
        coalesce(sum(of_clients.new_clients), 0) as new_clients,
        coalesce(sum(of_clients.first_visits_returned), 0) as first_visits_returned,
        coalesce(sum(of_clients.visits_rebooked), 0) as visits_rebooked,
        coalesce(sum(of_clients.visits_rebookable), 0) as visits_rebookable,
        coalesce(sum(of_clients.known_clients), 0) as known_clients,
        coalesce(sum(of_clients.known_clients_returned), 0) as known_clients_returned,
        coalesce(sum(of_clients.rr), 0) as rr,
        coalesce(sum(of_clients.pp), 0) as pp,
        coalesce(sum(of_clients.rp), 0) as rp,
        coalesce(sum(of_clients.rv), 0) as rv,
        coalesce(sum(of_clients.vv), 0) as vv,
        coalesce(sum(of_clients.rc), 0) as rc,
        coalesce(sum(standing.regular_clients), 0) as regular_clients,
        coalesce(sum(standing.lost_clients), 0) as lost_clients,
        coalesce(sum(standing.no_shows), 0) as no_shows,
        coalesce(sum(standing.cancellations), 0) as cancellations,
        coalesce(sum(standing.kept), 0) as kept,
        coalesce(sum(answers.promoters), 0) as promoters,
        coalesce(sum(answers.detractors), 0) as detractors,
        coalesce(sum(answers.responses), 0) as responses
    from periods
    left join of_clients
        on periods.month_start = of_clients.month_start
    left join standing
        on periods.month_start = standing.month_start
    left join answers
        on periods.month_start = answers.month_start
    group by periods.anchor, periods.period

),

figures as (

    select
        now.anchor,
        now.month_start,
        others.period,
        unnest([
            {
                'figure': 'revenue',
                'anchor': 'shown',
                'is_total': true,
                'part': cast(now.revenue as double),
                'whole': cast(null as double),
                'compared': metrics.compare_sums(
                    before.revenue, before.rr, before.clients, before.months,
                    now.revenue, now.rr, now.clients, now.months
                )
            },
            {
                'figure': 'average_check',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.revenue as double),
                'whole': cast(now.visits as double),
                'compared': metrics.compare_ratios(
                    before.clients, before.revenue, before.visits,
                    metrics.ratio_variance(
                        before.clients,
                        before.revenue, before.visits,
                        before.rr, before.rv, before.vv
                    ),
                    now.clients, now.revenue, now.visits,
                    metrics.ratio_variance(
                        now.clients, now.revenue, now.visits, now.rr, now.rv, now.vv
                    )
                )
            },
            {
                'figure': 'arpu',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.revenue as double),
                'whole': cast(now.clients as double),
                'compared': metrics.compare_means(
                    before.clients, before.revenue,
                    metrics.ratio_variance(
                        before.clients,
                        before.revenue, before.clients,
                        before.rr, before.rc, before.clients
                    ),
                    now.clients, now.revenue,
                    metrics.ratio_variance(
                        now.clients, now.revenue, now.clients, now.rr, now.rc, now.clients
                    )
                )
            },
            {
                'figure': 'retail_share',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.product_revenue as double),
                'whole': cast(now.revenue as double),
                'compared': metrics.compare_ratios(
                    before.clients, before.product_revenue, before.revenue,
                    metrics.ratio_variance(
                        before.clients,
                        before.product_revenue, before.revenue,
                        before.pp, before.rp, before.rr
                    ),
                    now.clients, now.product_revenue, now.revenue,
                    metrics.ratio_variance(
                        now.clients, now.product_revenue, now.revenue, now.pp, now.rp, now.rr
                    )
                )
            },
            {
                'figure': 'clients',
                'anchor': 'shown',
                'is_total': true,
                'part': cast(now.clients as double),
                'whole': cast(null as double),
                'compared': metrics.compare_counts(
                    before.clients, before.months,
                    now.clients, now.months
                )
            },
            {
                'figure': 'new_clients',
                'anchor': 'shown',
                'is_total': true,
                'part': cast(now.new_clients as double),
                'whole': cast(null as double),
                'compared': metrics.compare_counts(
                    before.new_clients, before.months,
                    now.new_clients, now.months
                )
            },
            {
                'figure': 'regular_clients',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.regular_clients as double),
                'whole': cast(null as double),
                'compared': metrics.compare_counts(
                    before.regular_clients, before.months,
                    now.regular_clients, now.months
                )
            },
            {
                'figure': 'lost_clients',
                'anchor': 'shown',
                'is_total': true,
                'part': cast(now.lost_clients as double),
                'whole': cast(null as double),
                'compared': metrics.compare_counts(
                    before.lost_clients, before.months,
                    now.lost_clients, now.months
                )
            },
            {
                'figure': 'first_visit_retention_90d',
                'anchor': 'known',
                'is_total': false,
                'part': cast(now.first_visits_returned as double),
                'whole': cast(now.new_clients as double),
                'compared': metrics.compare_shares(
                    before.first_visits_returned, before.new_clients,
                    now.first_visits_returned, now.new_clients
                )
            },
            {
                'figure': 'repeat_retention_90d',
                'anchor': 'known',
                'is_total': false,
                'part': cast(now.known_clients_returned as double),
                'whole': cast(now.known_clients as double),
                'compared': metrics.compare_shares(
                    before.known_clients_returned, before.known_clients,
                    now.known_clients_returned, now.known_clients
                )
            },
            {
                'figure': 'rebooking_rate',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.visits_rebooked as double),
                'whole': cast(now.visits_rebookable as double),
                'compared': metrics.compare_shares(
                    before.visits_rebooked, before.visits_rebookable,
                    now.visits_rebooked, now.visits_rebookable
                )
            },
            {
                'figure': 'visits_per_client',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.visits as double),
                'whole': cast(now.clients as double),
                'compared': metrics.compare_means(
                    before.clients, before.visits,
                    metrics.ratio_variance(
                        before.clients,
                        before.visits, before.clients,
                        before.vv, before.visits, before.clients
                    ),
                    now.clients, now.visits,
                    metrics.ratio_variance(
                        now.clients, now.visits, now.clients, now.vv, now.visits, now.clients
                    )
                )
            },
            {
                'figure': 'visits',
                'anchor': 'shown',
                'is_total': true,
                'part': cast(now.visits as double),
                'whole': cast(null as double),
                'compared': metrics.compare_sums(
                    before.visits, before.vv, before.clients, before.months,
                    now.visits, now.vv, now.clients, now.months
                )
            },
            {
                'figure': 'no_show_rate',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.no_shows as double),
                'whole': cast(now.no_shows + now.kept as double),
                'compared': metrics.compare_shares(
                    before.no_shows, before.no_shows + before.kept,
                    now.no_shows, now.no_shows + now.kept
                )
            },
            {
                'figure': 'cancellation_rate',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.cancellations as double),
                'whole': cast(now.cancellations + now.no_shows + now.kept as double),
                'compared': metrics.compare_shares(
                    before.cancellations, before.cancellations + before.no_shows + before.kept,
                    now.cancellations, now.cancellations + now.no_shows + now.kept
                )
            },
            {
                'figure': 'nps',
                'anchor': 'shown',
                'is_total': false,
                'part': cast(now.promoters - now.detractors as double),
                'whole': cast(now.responses as double),
                'compared': metrics.compare_scores(
                    before.promoters, before.detractors, before.responses,
                    now.promoters, now.detractors, now.responses
                )
            }
        ]) as told
    from parts as now
    cross join (values ('month_before'), ('quarter_before'), ('year_before')) as others (period)
    left join parts as before
        on now.anchor = before.anchor and others.period = before.period
    where now.period = 'now'

),

tested as (

    select
        figures.told.figure,
        figures.period,
        figures.month_start,
        figures.told.part,
        figures.told.whole,
        figures.told.compared,
        metrics.change_z(figures.told.compared) as z,
        anchors.is_running and figures.told.is_total as is_running
    from figures
    inner join anchors
        on figures.anchor = anchors.anchor
    where figures.told.anchor = figures.anchor

),

judged as (

    select
        *,
        metrics.two_sided_p(z) as p
    from tested

)

select
    figure,
    period,
    month_start,
    part,
    whole,
    compared.n_now,
    compared.value_now,
    compared.value_before,
    compared.change,
    p,
    -- What adds up day by day is no less for a month that is not over.
    case
        when is_running and compared.change is not null then 'running'
        else metrics.verdict(compared.change, p, compared.is_enough)
    end as verdict
from judged
