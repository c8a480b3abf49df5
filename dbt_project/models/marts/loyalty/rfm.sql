with

clients as (

    select
        client_key,
        client_number,
        client_type,
        last_branch,
        recency_days,
        frequency,
        metrics.average_check(revenue_to_date, visits_to_date) as monetary,
        revenue_to_date,
        revenue_365d,
        categories_fingerprint,
        quarter_start,
        as_of
    from {{ ref('int_client_quarters') }}

),

thresholds as (

    {{ rfm_borders(ref('rfm_thresholds')) }}

),

mixes as (

    select * from {{ ref('int_category_mixes') }}

),

scored as (

    select
        clients.client_key,
        clients.client_number,
        clients.client_type,
        clients.last_branch,
        clients.recency_days,
        clients.frequency,
        clients.monetary,
        clients.revenue_to_date,
        clients.revenue_365d,
        mixes.category_mix,
        clients.quarter_start,
        clients.as_of,
        {{ rfm_grade('recency', 'clients.recency_days', 'thresholds') }} as r_score,
        {{ rfm_grade('frequency', 'clients.frequency', 'thresholds') }} as f_score,
        {{ rfm_grade('monetary', 'clients.monetary', 'thresholds') }} as m_score,
        {{ rfm_grade('recency_fifths', 'clients.recency_days', 'thresholds') }} as recency_fifth,
        {{ rfm_grade('frequency_fifths', 'clients.frequency', 'thresholds') }} as frequency_fifth
    from clients
    inner join thresholds
        on clients.quarter_start = thresholds.quarter_start
    left join mixes
        on clients.categories_fingerprint = mixes.categories_fingerprint

),

final as (

    select
        client_key,
        client_number,
        client_type,
        last_branch,
        {{ rfm_cell('r_score', 'f_score', 'm_score') }} as segment,
        metrics.rf_segment(recency_fifth, frequency_fifth) as rf_segment,
        recency_days,
        frequency,
        monetary,
        cast(revenue_to_date as decimal(18, 2)) as revenue_to_date,
        cast(revenue_365d as decimal(18, 2)) as revenue_365d,
        category_mix,
        cast(r_score as bigint) as r_score,
        cast(f_score as bigint) as f_score,
        cast(m_score as bigint) as m_score,
        cast(recency_fifth as bigint) as recency_fifth,
        cast(frequency_fifth as bigint) as frequency_fifth,
        quarter_start,
        as_of
    from scored

)

-- Lies by quarter, so that a page reads the quarters it shows and no others.
select * from final
order by quarter_start
