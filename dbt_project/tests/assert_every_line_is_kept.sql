-- Every line that was landed is a line of fct_booking_lines, once, or the sale of a booking that
-- is: counted on each day of each branch by what became of the booking.
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

sales_of_bookings as (

    select
        lines.line_date,
        lines.branch,
        lines.status
    from {{ ref('stg_booking_lines') }} as lines
    inner join {{ ref('int_lines_paired') }} as pairs
        on lines.line_key = pairs.sale_line_key

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
        from sales_of_bookings
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
