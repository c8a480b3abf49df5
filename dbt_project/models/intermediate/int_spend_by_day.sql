with

periods as (

    -- Ad sets and ads of a campaign are rows of their own in one export.
    select
        channel,
        coalesce(campaign, 'not stated') as campaign,
        period_start,
        period_end,
        {{ days_between('period_start', 'period_end') }} + 1 as days_in_period,
        sum(spend_amount) as spend_amount
    from {{ ref('stg_marketing_spend') }}
    group by
        channel,
        coalesce(campaign, 'not stated'),
        period_start,
        period_end

),

period_days as (

    select
        *,
        {{ days_from_to('period_start', 'period_end') }} as spend_date
    from periods

),

days_told as (

    select
        channel,
        campaign,
        period_start as spend_date,
        spend_amount
    from periods
    where days_in_period = 1

),

ranges as (

    -- A row for a whole range holds the money of the days that another export tells: only what
    -- is left is spread over the other days.
    select
        period_days.channel,
        period_days.campaign,
        period_days.period_start,
        period_days.period_end,
        period_days.days_in_period,
        period_days.spend_amount,
        coalesce(sum(days_told.spend_amount), 0) as amount_told,
        count(days_told.spend_date) as days_told
    from period_days
    left join days_told
        on
            period_days.channel = days_told.channel
            and period_days.campaign = days_told.campaign
            and period_days.spend_date = days_told.spend_date
    where period_days.days_in_period > 1
    group by
        period_days.channel,
        period_days.campaign,
        period_days.period_start,
        period_days.period_end,
        period_days.days_in_period,
        period_days.spend_amount

),

spread as (

    select
        period_days.channel,
        period_days.campaign,
        period_days.spend_date,
        period_days.period_start,
        period_days.days_in_period,
        case
            when period_days.days_in_period = 1 then period_days.spend_amount
            else
                greatest(ranges.spend_amount - ranges.amount_told, 0)
                / nullif(ranges.days_in_period - ranges.days_told, 0)
        end as spend_amount
    from period_days
    left join ranges
        on
            period_days.channel = ranges.channel
            and period_days.campaign = ranges.campaign
            and period_days.period_start = ranges.period_start
            and period_days.period_end = ranges.period_end

),

final as (

    -- Ranges that overlap tell a day twice: the shorter one knows it better. Two of one length
    -- have different starts, so the order cannot tie.
    select
        channel,
        campaign,
        cast(spend_amount as decimal(18, 6)) as spend_amount,
        days_in_period > 1 as is_spread,
        spend_date
    from spread
    qualify
        row_number() over (
            partition by channel, campaign, spend_date
            order by days_in_period asc, period_start desc
        ) = 1

)

select * from final
