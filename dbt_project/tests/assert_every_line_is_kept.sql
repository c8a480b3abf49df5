-- Every line that was landed is a line of fct_booking_lines or superseded by one, and never both:
-- counted on each day of each branch by what became of it.
with

staged as (

    select
        line_date,
        branch,
        status,
        count(*) as lines
    from {{ ref('stg_booking_lines') }}
    group by line_date, branch, status

),

superseded_lines as (

    select
        lines.line_date,
        lines.branch,
        lines.status
    from {{ ref('stg_booking_lines') }} as lines
    inner join {{ ref('int_lines_superseded') }} as superseded
        on lines.line_key = superseded.line_key

),

kept as (

    select
        line_date,
        branch,
        status,
        count(*) as lines
    from (
        select
            line_date,
            branch,
            status
        from {{ ref('fct_booking_lines') }}

        union all

        select
            line_date,
            branch,
            status
        from superseded_lines
    ) as together
    group by line_date, branch, status

)

select
    coalesce(staged.line_date, kept.line_date) as line_date,
    staged.lines as lines_staged,
    kept.lines as lines_kept
from staged
full join kept
    on
        staged.line_date is not distinct from kept.line_date
        and staged.branch = kept.branch
        and staged.status = kept.status
where staged.lines is distinct from kept.lines
