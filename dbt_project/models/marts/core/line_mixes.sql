with

visits as (

    -- Visits of one mix are alike, so that any of them tells what it holds.
    select
        line_mix,
        min(client_number) as client_number,
        min_by(visit_number, client_number) as visit_number
    from {{ ref('fct_visits') }}
    group by line_mix

),

lines as (

    select * from {{ ref('fct_visit_lines') }}
    where not is_refund

),

final as (

    select distinct
        lines.staff,
        lower(lines.service) as service,
        lines.service_category,
        visits.line_mix
    from lines
    inner join visits
        on
            lines.client_number = visits.client_number
            and lines.visit_number = visits.visit_number

)

-- Lies by service, so that a slice of few services reads little.
select * from final
order by service
