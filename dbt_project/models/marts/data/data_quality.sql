with

superseded as (

    select count(*) as lines
    from {{ ref('int_lines_superseded') }}

),

counted as (

    select count(*) as lines
    from {{ ref('fct_booking_lines') }}

),

measures as (

    select
        'revenue without a client' as measure,
        metrics.share(
            coalesce(sum(net_amount) filter (where client_key is null), 0), sum(net_amount)
        ) as share,
        count(*) filter (where client_key is null) as affected,
        count(*) as total
    from {{ ref('fct_visit_lines') }}

    union all

    select
        'lines whose service category is not known' as measure,
        metrics.share(count(*) filter (where service_category = 'other'), count(*)) as share,
        count(*) filter (where service_category = 'other') as affected,
        count(*) as total
    from {{ ref('fct_visit_lines') }}

    union all

    select
        'lines with an unknown status' as measure,
        metrics.share(count(*) filter (where status = 'unknown'), count(*)) as share,
        count(*) filter (where status = 'unknown') as affected,
        count(*) as total
    from {{ ref('fct_booking_lines') }}

    union all

    select
        'lines that another line stands for' as measure,
        metrics.share(superseded.lines, superseded.lines + counted.lines) as share,
        superseded.lines as affected,
        superseded.lines + counted.lines as total
    from superseded
    cross join counted

    union all

    select
        'answers without a client' as measure,
        metrics.share(
            count(*) filter (where outcome = 'answered' and client_key is null),
            count(*) filter (where outcome = 'answered')
        ) as share,
        count(*) filter (where outcome = 'answered' and client_key is null) as affected,
        count(*) filter (where outcome = 'answered') as total
    from {{ ref('fct_survey_responses') }}

    union all

    select
        'clients known by name only' as measure,
        metrics.share(count(*) filter (where identity_basis = 'name'), count(*)) as share,
        count(*) filter (where identity_basis = 'name') as affected,
        count(*) as total
    from {{ ref('dim_clients') }}

    union all

    select
        'clients whose phone goes with two names or more' as measure,
        metrics.share(
            count(distinct client_key) filter (where has_shared_phone), count(distinct client_key)
        ) as share,
        count(distinct client_key) filter (where has_shared_phone) as affected,
        count(distinct client_key) as total
    from {{ ref('client_cards') }}

    union all

    select
        'complaints without a client' as measure,
        metrics.share(count(*) filter (where client_key is null), count(*)) as share,
        count(*) filter (where client_key is null) as affected,
        count(*) as total
    from {{ ref('fct_complaints') }}

),

final as (

    select
        measure,
        share,
        cast(affected as bigint) as affected,
        cast(total as bigint) as total
    from measures

)

select * from final
