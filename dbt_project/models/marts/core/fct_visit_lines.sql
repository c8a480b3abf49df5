with

lines as (

    select * from {{ ref('int_visit_lines') }}

),

visits as (

    -- What became of a visit stands with its lines, so that a page that asks for services or staff
    -- reads those lines and no visits.
    select
        visits.visit_id,
        visits.client_key,
        visits.branch,
        visits.visit_number,
        visits.visit_date,
        rebooked.was_rebooked_on_the_day,
        rebooked.was_rebooked_within_24h,
        rebooked.was_rebooked_any_future,
        returned.days_until_return,
        returned.days_observed,
        returned.is_of_known_client
    from {{ ref('int_visits') }} as visits
    inner join {{ ref('int_visits_rebooked') }} as rebooked
        on visits.visit_id = rebooked.visit_id
    inner join {{ ref('int_visits_returned') }} as returned
        on visits.visit_id = returned.visit_id

),

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

final as (

    select
        lines.line_key,
        visits.visit_id,
        lines.client_key,
        client_quarters.client_number,
        lines.branch,
        lines.staff,
        lines.service,
        lines.service_category,
        lines.item_type,
        coalesce(client_quarters.client_type, 'unknown') as client_type,
        client_quarters.last_branch as client_branch,
        visits.visit_number,
        visits.was_rebooked_on_the_day,
        visits.was_rebooked_within_24h,
        visits.was_rebooked_any_future,
        visits.days_until_return,
        visits.days_observed,
        visits.is_of_known_client,
        cast(lines.net_amount as decimal(18, 2)) as net_amount,
        lines.is_refund,
        lines.visit_date,
        {{ month_of('lines.visit_date') }} as month_start,
        {{ quarter_of('lines.visit_date') }} as quarter_start
    from lines
    left join visits
        on
            lines.client_key = visits.client_key
            and lines.branch = visits.branch
            and lines.visit_date = visits.visit_date
    left join client_quarters
        on
            lines.client_key = client_quarters.client_key
            and {{ quarter_of('lines.visit_date') }} = client_quarters.quarter_start

)

-- Lies by month, so that a page reads the months it shows and no others.
select * from final
order by month_start
