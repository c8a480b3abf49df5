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

months_shown as (

    select distinct month_start from periods
    where anchor = 'shown'

),

months_known as (

    select distinct month_start from periods
    where anchor = 'known'

),

of_clients as (

    select brought.*
    from metrics.month_sums_of(
        (select list(months.month_start) from months_shown as months),
        (select list(months.month_start) from months_known as months),
        $branches, $client_types, $categories, $services, $staff
    ) as brought

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
    where $branches is null or list_contains($branches, branch) is true
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

parts as materialized (

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
        coalesce(sum(of_clients.revenue_squares), 0) as revenue_squares,
        coalesce(sum(of_clients.product_squares), 0) as product_squares,
        coalesce(sum(of_clients.revenue_by_products), 0) as revenue_by_products,
        coalesce(sum(of_clients.revenue_by_visits), 0) as revenue_by_visits,
        coalesce(sum(of_clients.visit_squares), 0) as visit_squares,
        coalesce(sum(of_clients.revenue_of_visitors), 0) as revenue_of_visitors,
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

terms as (

    -- What each figure is made of: a part, perhaps of a whole, counted over `n` clients, visits or
    -- answers, with their squares and products summed over clients.
    select
        anchor,
        period,
        month_start,
        cast(months as double) as months,
        unnest([
            {
                'figure': 'revenue', 'test': 'sums', 'n': clients,
                'part': revenue, 'squares': revenue_squares
            },
            {
                'figure': 'average_check', 'test': 'ratios', 'n': clients,
                'part': revenue, 'whole': visits,
                'squares': revenue_squares, 'products': revenue_by_visits,
                'whole_squares': visit_squares
            },
            {
                'figure': 'arpu', 'test': 'means', 'n': clients,
                'part': revenue, 'whole': clients,
                'squares': revenue_squares, 'products': revenue_of_visitors,
                'whole_squares': clients
            },
            {
                'figure': 'retail_share', 'test': 'ratios', 'n': clients,
                'part': product_revenue, 'whole': revenue,
                'squares': product_squares, 'products': revenue_by_products,
                'whole_squares': revenue_squares
            },
            {
                'figure': 'clients', 'test': 'counts',
                'part': clients
            },
            {
                'figure': 'new_clients', 'test': 'counts',
                'part': new_clients
            },
            {
                'figure': 'regular_clients', 'test': 'counts',
                'part': regular_clients
            },
            {
                'figure': 'lost_clients', 'test': 'counts',
                'part': lost_clients
            },
            {
                'figure': 'first_visit_retention_90d', 'test': 'shares',
                'part': first_visits_returned, 'whole': new_clients
            },
            {
                'figure': 'repeat_retention_90d', 'test': 'shares',
                'part': known_clients_returned, 'whole': known_clients
            },
            {
                'figure': 'rebooking_rate', 'test': 'shares',
                'part': visits_rebooked, 'whole': visits_rebookable
            },
            {
                'figure': 'visits_per_client', 'test': 'means', 'n': clients,
                'part': visits, 'whole': clients,
                'squares': visit_squares, 'products': visits, 'whole_squares': clients
            },
            {
                'figure': 'visits', 'test': 'sums', 'n': clients,
                'part': visits, 'squares': visit_squares
            },
            {
                'figure': 'no_show_rate', 'test': 'shares',
                'part': no_shows, 'whole': no_shows + kept
            },
            {
                'figure': 'cancellation_rate', 'test': 'shares',
                'part': cancellations, 'whole': cancellations + no_shows + kept
            },
            -- Who would recommend the salon counts 1, who would not counts -1.
            {
                'figure': 'nps', 'test': 'scores',
                'part': promoters - detractors, 'whole': responses,
                'squares': promoters + detractors
            }
        ], recursive := true)
    from parts

),

spread as materialized (

    -- Retention is looked at in the newest month in which it is known, all else in that shown.
    select
        terms.* replace (
            cast(terms.part as double) as part,
            cast(terms.whole as double) as whole,
            cast(terms.n as double) as n,
            cast(terms.squares as double) as squares
        ),
        case
            when terms.test in ('ratios', 'means')
                then metrics.ratio_variance(
                    terms.n, terms.part, terms.whole,
                    terms.squares, terms.products, terms.whole_squares
                )
        end as variance,
        -- Regular clients are counted on one day. All other sums grow with the month.
        anchors.is_running
        and terms.test in ('sums', 'counts')
        and terms.figure != 'regular_clients' as is_running
    from terms
    inner join anchors
        on terms.anchor = anchors.anchor
    where
        terms.anchor = case
            when terms.figure in ('first_visit_retention_90d', 'repeat_retention_90d') then 'known'
            else 'shown'
        end

),

compared as (

    select
        now.figure,
        others.period,
        now.month_start,
        now.part,
        now.whole,
        case now.test
            when 'sums'
                then
                    metrics.compare_sums(
                        before.part, before.squares, before.n, before.months,
                        now.part, now.squares, now.n, now.months
                    )
            when 'ratios'
                then
                    metrics.compare_ratios(
                        before.n, before.part, before.whole, before.variance,
                        now.n, now.part, now.whole, now.variance
                    )
            when 'means'
                then
                    metrics.compare_means(
                        before.n, before.part, before.variance, now.n, now.part, now.variance
                    )
            when 'counts'
                then
                    metrics.compare_counts(
                        before.part, before.months, now.part, now.months
                    )
            when 'shares'
                then
                    metrics.compare_shares(
                        before.part, before.whole, now.part, now.whole
                    )
            when 'scores' then metrics.compare_scores(
                (before.squares + before.part) / 2, (before.squares - before.part) / 2,
                before.whole,
                (now.squares + now.part) / 2, (now.squares - now.part) / 2, now.whole
            )
        end as compared,
        now.is_running
    from spread as now
    cross join (values ('month_before'), ('quarter_before'), ('year_before')) as others (period)
    left join spread as before
        on
            now.anchor = before.anchor
            and now.figure = before.figure
            and others.period = before.period
    where now.period = 'now'

),

judged as (

    select
        *,
        metrics.two_sided_p(metrics.change_z(compared)) as p
    from compared

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
