with

visits as (

    select * from {{ ref('int_visits') }}
    where visit_number = 1

),

lines as (

    select * from {{ ref('int_visit_lines') }}
    where not is_refund

),

final as (

    -- What the client came for first: the service that cost most that day, else the product;
    -- equal prices are told apart by the alphabet.
    select
        visits.client_key,
        visits.branch as first_branch,
        lines.service_category as first_service_category,
        lines.staff as first_staff,
        visits.visit_date as first_visit_date,
        visits.month_start as cohort_month,
        visits.quarter_start as cohort_quarter
    from visits
    inner join lines
        on
            visits.client_key = lines.client_key
            and visits.branch = lines.branch
            and visits.visit_date = lines.visit_date
    qualify
        row_number() over (
            partition by visits.client_key
            order by
                lines.item_type = 'product' asc, lines.net_amount desc,
                lines.service_category asc, lines.line_key asc
        ) = 1

)

select * from final
