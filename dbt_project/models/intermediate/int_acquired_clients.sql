with

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

cards as (

    select
        client_key,
        acquisition_channel,
        {{ advertising_of('acquisition_channel') }} as advertising
    from {{ ref('dim_clients') }}
    where first_visit_date is not null

),

advertised as (

    select
        channel,
        {{ advertising_of('channel') }} as advertising
    from (select distinct channel from {{ ref('int_spend_by_day') }}) as channels

),

by_name as (

    -- Two that differ in capitals alone: the first in the alphabet.
    select
        lower(trim(channel)) as name,
        min(channel) as channel
    from advertised
    group by lower(trim(channel))

),

by_advertising as (

    select
        advertising,
        min(channel) as channel
    from advertised
    where advertising is not null
    group by advertising

),

discounts as (

    -- Where no line of the salon ever tells of a discount, nothing is known of them.
    select
        lines.client_key,
        case when told.is_told then sum(lines.discount_amount) end as first_visit_discount
    from {{ ref('fct_booking_lines') }} as lines
    inner join first_visits
        on
            lines.client_key = first_visits.client_key
            and lines.branch = first_visits.first_branch
            and lines.line_date = first_visits.first_visit_date
    cross join (
        select max(discount_amount) > 0 as is_told
        from {{ ref('fct_booking_lines') }}
    ) as told
    where lines.status = 'completed' and not lines.is_refund
    group by lines.client_key, told.is_told

),

final as (

    -- The channel as the ads name it, so that what was spent and who came meet.
    select
        first_visits.client_key,
        first_visits.first_branch,
        first_visits.first_service_category,
        coalesce(
            by_name.channel, by_advertising.channel, trim(cards.acquisition_channel), 'not stated'
        ) as acquisition_channel,
        discounts.first_visit_discount,
        first_visits.first_visit_date,
        first_visits.cohort_month,
        first_visits.cohort_quarter
    from first_visits
    inner join cards
        on first_visits.client_key = cards.client_key
    left join by_name
        on lower(trim(cards.acquisition_channel)) = by_name.name
    left join by_advertising
        on cards.advertising = by_advertising.advertising
    left join discounts
        on first_visits.client_key = discounts.client_key

)

select * from final
