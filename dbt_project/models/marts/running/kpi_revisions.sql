with

published as (

    select * from {{ source('raw', 'published_kpis') }}

),

first_published as (

    -- All branches of a month are published at once. A branch that was not among them had nothing.
    select
        month_start,
        metric,
        max(definition) as definition,
        max(last_load_id) as last_load_id,
        max(published_at) as published_at
    from published
    group by month_start, metric

),

figures as (

    select * from {{ ref('kpi_figures') }}

),

compared as (

    select
        coalesce(figures.month_start, published.month_start) as month_start,
        coalesce(figures.branch, published.branch) as branch,
        coalesce(figures.metric, published.metric) as metric,
        figures.definition,
        figures.closes_on,
        published.value as value_then,
        figures.value as value_now,
        published.metric is null and coalesce(figures.value, 0) = 0
        or figures.metric is null and coalesce(published.value, 0) = 0 as is_nothing_both_times
    from figures
    full join published
        on
            figures.month_start = published.month_start
            and figures.branch = published.branch
            and figures.metric = published.metric

),

revised as (

    select
        compared.month_start,
        compared.branch,
        compared.metric,
        compared.definition,
        compared.closes_on,
        compared.value_then,
        compared.value_now,
        case
            when compared.metric in ('nps', 'responses', 'response_rate') then 'answer'
            when compared.metric = 'complaints' then 'complaint'
            else 'line'
        end as kind,
        first_published.definition as definition_then,
        first_published.last_load_id,
        first_published.published_at
    from compared
    inner join first_published
        on
            compared.month_start = first_published.month_start
            and compared.metric = first_published.metric
    where
        compared.value_then is distinct from compared.value_now
        and not compared.is_nothing_both_times

),

dated_rows as (

    -- A booking could be known from the day on which it was made.
    select
        'line' as kind,
        {{ month_of('line_date') }} as month_start,
        branch,
        {{ month_of('least(coalesce(cast(created_at as date), line_date), line_date)') }}
            as known_month,
        load_id,
        first_load_id
    from {{ ref('stg_booking_lines') }}

    union all

    select
        'answer' as kind,
        {{ month_of('submitted_date') }} as month_start,
        branch,
        {{ month_of('submitted_date') }} as known_month,
        load_id,
        first_load_id
    from {{ ref('stg_survey_responses') }}

    union all

    select
        'complaint' as kind,
        {{ month_of('opened_date') }} as month_start,
        branch,
        {{ month_of('opened_date') }} as known_month,
        load_id,
        first_load_id
    from {{ ref('stg_complaints') }}

),

rows_since as (

    select
        kind,
        month_start,
        branch,
        known_month,
        load_id,
        first_load_id,
        count(*) as rows_loaded
    from dated_rows
    where load_id > (select min(first_published.last_load_id) from first_published)
    group by kind, month_start, branch, known_month, load_id, first_load_id

),

counted as (

    select
        revised.month_start,
        revised.branch,
        revised.metric,
        sum(rows_since.rows_loaded) filter (
            where
            rows_since.first_load_id > revised.last_load_id
            and rows_since.month_start = revised.month_start
            and coalesce(rows_since.branch, revised.branch) = revised.branch
        ) as late_rows,
        sum(rows_since.rows_loaded) filter (
            where
            rows_since.first_load_id <= revised.last_load_id
            and rows_since.month_start = revised.month_start
            and coalesce(rows_since.branch, revised.branch) = revised.branch
        ) as changed_rows,
        sum(rows_since.rows_loaded) filter (
            where rows_since.first_load_id > revised.last_load_id
        ) as late_rows_that_matter
    from revised
    inner join rows_since
        on
            revised.kind = rows_since.kind
            and revised.last_load_id < rows_since.load_id
            and coalesce(revised.closes_on, cast(revised.published_at as date))
            >= rows_since.known_month
    group by revised.month_start, revised.branch, revised.metric

),

final as (

    select
        revised.metric,
        revised.branch,
        case
            when revised.definition != revised.definition_then
                then 'changed definition'
            when counted.late_rows > 0 then 'late rows'
            when counted.changed_rows > 0 then 'changed rows'
            when counted.late_rows_that_matter > 0 then 'late rows'
            else 'changed rows'
        end as reason,
        revised.definition_then,
        revised.definition as definition_now,
        revised.value_then,
        revised.value_now,
        cast(coalesce(counted.late_rows, 0) as bigint) as late_rows,
        cast(coalesce(counted.changed_rows, 0) as bigint) as changed_rows,
        revised.month_start,
        revised.published_at
    from revised
    left join counted
        on
            revised.month_start = counted.month_start
            and revised.branch = counted.branch
            and revised.metric = counted.metric

)

select * from final
