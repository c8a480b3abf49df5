with

client_quarters as (

    select * from {{ ref('int_client_quarters') }}

),

first_visits as (

    select * from {{ ref('int_first_visits') }}

),

gaps as (

    -- Two branches on one day are no gap.
    select
        client_key,
        quarter_start,
        count(*) as gaps,
        sum({{ steady('ln(days_since_previous)') }}) as sum_of_logs,
        sum({{ steady('pow(ln(days_since_previous), 2)') }}) as sum_of_squares
    from {{ ref('int_visits') }}
    where days_since_previous > 0
    group by client_key, quarter_start

),

final as (

    -- Gaps that were known at the end of the quarter: nothing later is read.
    select
        client_quarters.client_key,
        first_visits.first_service_category,
        client_quarters.visits_to_date,
        client_quarters.recency_days,
        cast(sum(coalesce(gaps.gaps, 0)) over until_then as bigint) as gaps,
        coalesce({{ steady_sum('gaps.sum_of_logs', 'over until_then') }}, 0) as sum_of_logs,
        coalesce({{ steady_sum('gaps.sum_of_squares', 'over until_then') }}, 0)
            as sum_of_squares,
        client_quarters.quarter_start
    from client_quarters
    inner join first_visits
        on client_quarters.client_key = first_visits.client_key
    left join gaps
        on
            client_quarters.client_key = gaps.client_key
            and client_quarters.quarter_start = gaps.quarter_start
    window until_then as (
        partition by client_quarters.client_key order by client_quarters.quarter_start
        rows between unbounded preceding and current row
    )

)

select * from final
