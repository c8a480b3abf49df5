with

clients as (

    select * from {{ ref('int_acquired_clients') }}

),

activity as (

    select
        client_key,
        {{ month_of('visit_date') }} as month_start,
        sum(visits) as visits,
        sum(revenue) as revenue
    from {{ ref('int_client_days') }}
    group by client_key, {{ month_of('visit_date') }}

),

final as (

    select
        clients.first_service_category,
        clients.acquisition_channel,
        clients.first_branch as branch,
        {{ months_between_starts('clients.cohort_month', 'activity.month_start') }} as age_months,
        count(*) filter (where activity.visits > 0) as active_clients,
        cast(sum(activity.revenue) as decimal(18, 2)) as revenue,
        clients.cohort_month,
        clients.cohort_quarter
    from activity
    inner join clients
        on activity.client_key = clients.client_key
    where activity.month_start >= clients.cohort_month
    group by
        clients.cohort_month,
        clients.cohort_quarter,
        clients.first_service_category,
        clients.acquisition_channel,
        clients.first_branch,
        {{ months_between_starts('clients.cohort_month', 'activity.month_start') }}

)

select * from final
