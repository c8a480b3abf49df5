{# The first year of a client: the month of the first visit and twelve more, as in `acquisition`. #}
{% set year = 12 %}

with

clients as (

    select * from {{ ref('int_acquired_clients') }}

),

grown as (

    -- Who came too lately has no whole first year to be looked at.
    select
        clients.client_key,
        clients.first_branch,
        clients.acquisition_channel,
        clients.first_service_category,
        clients.cohort_month
    from clients
    inner join {{ ref('cohorts') }} as cohorts
        on
            clients.cohort_month = cohorts.cohort_month
            and cohorts.age_months = {{ year }}
            and cohorts.is_complete

),

days as (

    select
        grown.client_key,
        grown.first_branch,
        grown.acquisition_channel,
        grown.first_service_category,
        days.revenue,
        {{ months_between_starts('grown.cohort_month', month_of('days.visit_date')) }} as age_months
    from grown
    inner join {{ ref('int_client_days') }} as days
        on grown.client_key = days.client_key

),

worth as (

    select
        client_key,
        first_branch,
        acquisition_channel,
        first_service_category,
        {{ steady_money('metrics.discounted(metrics.margin(revenue), age_months)') }}
            as discounted_margin
    from days
    where age_months between 0 and {{ year }}
    group by client_key, first_branch, acquisition_channel, first_service_category

),

final as (

    select
        first_branch as branch,
        acquisition_channel,
        first_service_category,
        count(*) as clients,
        {{ steady_money('discounted_margin') }} as discounted_margin,
        {{ steady_money('pow(discounted_margin, 2)') }} as discounted_margin_squared
    from worth
    group by first_branch, acquisition_channel, first_service_category

)

select * from final
