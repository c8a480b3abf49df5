with

reported as (

    select * from {{ ref('stg_day_totals') }}

),

lines as (

    select * from {{ ref('fct_booking_lines') }}
    where status = 'completed'

),

lines_by_day as (

    -- A till lists gift cards, fees and tips apart from its sales.
    select
        system,
        branch,
        line_date,
        coalesce(
            sum(net_amount) filter (where item_type not in ('tip', 'gift_card', 'fee')), 0
        ) as net_amount,
        sum(tax_amount) as tax_amount,
        sum(tip_amount) as tip_amount
    from lines
    group by system, branch, line_date

),

counted as (

    -- Totals that the salon wrote down itself are of all its systems.
    select
        reported.day_total_id,
        sum(lines_by_day.net_amount) as net_amount,
        sum(lines_by_day.tax_amount) as tax_amount,
        sum(lines_by_day.tip_amount) as tip_amount
    from reported
    inner join lines_by_day
        on
            reported.branch = lines_by_day.branch
            and reported.day = lines_by_day.line_date
            and (reported.system = lines_by_day.system or reported.system = 'plain')
    group by reported.day_total_id

),

compared as (

    select
        reported.system,
        reported.branch,
        {{ month_of('reported.day') }} as month_start,
        reported.net_amount as reported_net_amount,
        reported.tax_amount as reported_tax_amount,
        reported.tip_amount as reported_tip_amount,
        coalesce(counted.net_amount, 0) as net_amount,
        coalesce(counted.tax_amount, 0) as tax_amount,
        coalesce(counted.tip_amount, 0) as tip_amount
    from reported
    left join counted
        on reported.day_total_id = counted.day_total_id

),

final as (

    select
        system,
        branch,
        month_start,
        count(*) as days,
        count(*) filter (where reported_net_amount != net_amount) as days_that_differ,
        cast(sum(reported_net_amount) as decimal(18, 2)) as reported_net_amount,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(net_amount - reported_net_amount) as decimal(18, 2)) as net_difference,
        cast(sum(reported_tax_amount) as decimal(18, 2)) as reported_tax_amount,
        cast(sum(tax_amount) as decimal(18, 2)) as tax_amount,
        cast(sum(tax_amount - reported_tax_amount) as decimal(18, 2)) as tax_difference,
        cast(sum(reported_tip_amount) as decimal(18, 2)) as reported_tip_amount,
        cast(sum(tip_amount) as decimal(18, 2)) as tip_amount,
        cast(sum(tip_amount - reported_tip_amount) as decimal(18, 2)) as tip_difference
    from compared
    group by system, branch, month_start

)

select * from final
