with

due as (

    select * from {{ ref('int_calls_due') }}
    where suppressed_by is null

),

lines as (

    select
        lines.client_key,
        lines.service_category,
        lines.service,
        lines.staff,
        lines.branch,
        lines.visit_date,
        lines.starts_at
    from {{ ref('int_visit_lines') }} as lines
    inner join due
        on
            lines.client_key = due.client_key
            and lines.service_category = due.service_category
    where lines.item_type = 'service' and not lines.is_refund

),

services as (

    -- What the client has most; of two the later; then the first in the alphabet.
    select
        client_key,
        service_category,
        service as suggested_service
    from lines
    where service is not null
    group by client_key, service_category, service
    qualify
        row_number() over (
            partition by client_key, service_category
            order by count(*) desc, max(visit_date) desc, service
        ) = 1

),

staff as (

    select
        client_key,
        service_category,
        staff as usual_staff
    from lines
    where staff is not null
    group by client_key, service_category, staff
    qualify
        row_number() over (
            partition by client_key, service_category
            order by count(*) desc, max(visit_date) desc, staff
        ) = 1

),

branches as (

    select
        client_key,
        service_category,
        branch as last_branch
    from lines
    group by client_key, service_category, branch
    qualify
        row_number() over (
            partition by client_key, service_category
            order by max(visit_date) desc, max(starts_at) desc, branch
        ) = 1

),

numbers as (

    -- Everybody who ever came is looked at in the newest quarter.
    select
        client_key,
        client_number,
        client_type
    from {{ ref('int_client_quarters') }}
    where quarter_start = (
        select max(newest.quarter_start) from {{ ref('int_client_quarters') }} as newest
    )

),

margins as (

    select * from {{ ref('int_margins_expected') }}

),

joined as (

    select
        due.client_key,
        numbers.client_number,
        numbers.client_type,
        due.service_category,
        due.state,
        services.suggested_service,
        staff.usual_staff,
        branches.last_branch,
        due.expected_gap_days,
        due.overdue_score,
        cast(margins.expected_margin_26w as decimal(18, 2)) as margin_at_risk,
        {{ lot('due.client_key', 'holdout') }} < {{ var('holdout_share') }} as is_holdout,
        due.last_visit_date,
        due.due_date,
        due.as_of
    from due
    left join numbers
        on due.client_key = numbers.client_key
    left join margins
        on
            due.client_key = margins.client_key
            and due.service_category = margins.service_category
    left join services
        on
            due.client_key = services.client_key
            and due.service_category = services.service_category
    left join staff
        on
            due.client_key = staff.client_key
            and due.service_category = staff.service_category
    left join branches
        on
            due.client_key = branches.client_key
            and due.service_category = branches.service_category

),

final as (

    select
        client_key,
        client_number,
        client_type,
        service_category,
        state,
        suggested_service,
        usual_staff,
        last_branch,
        expected_gap_days,
        overdue_score,
        margin_at_risk,
        count(*) over (partition by client_key) as kinds_of_client,
        cast(sum(margin_at_risk) over (partition by client_key) as decimal(18, 2))
            as margin_of_client,
        is_holdout,
        cast(row_number() over (
            partition by client_key
            order by
                margin_at_risk desc nulls last, overdue_score desc nulls last, service_category asc
        ) as integer) as call_rank,
        last_visit_date,
        due_date,
        as_of
    from joined

)

select * from final
