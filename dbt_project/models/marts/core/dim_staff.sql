with

lines as (

    select * from {{ ref('fct_booking_lines') }}
    where staff is not null

),

branches as (

    -- Where the staff member works most; equal counts are told apart by the alphabet.
    select
        staff,
        branch as home_branch
    from lines
    group by staff, branch
    qualify row_number() over (partition by staff order by count(*) desc, branch) = 1

),

days as (

    select
        staff,
        min(line_date) as first_day,
        max(line_date) as last_day
    from lines
    where status = 'completed'
    group by staff

),

final as (

    select
        branches.staff,
        branches.home_branch,
        days.first_day,
        days.last_day
    from branches
    left join days
        on branches.staff = days.staff

)

select * from final
