with

services as (

    select * from {{ ref('int_services_shared') }}

),

numbered as (

    -- The same service twice in one system is two services.
    select
        *,
        row_number() over (
            partition by client_key, branch, line_date, system, service
            order by net_amount, line_key
        ) as nth
    from services

),

by_name as (

    select
        *,
        min(system) over same_name != max(system) over same_name as is_in_two
    from numbered
    window same_name as (partition by client_key, branch, line_date, service, nth)

),

left_over as (

    select
        *,
        count(*) over (partition by client_key, branch, line_date, system) as lines_left,
        row_number() over (
            partition by client_key, branch, line_date, system
            order by net_amount, service, line_key
        ) as nth_left
    from by_name
    where not is_in_two

),

by_count as (

    -- Systems may name a service differently. As many lines in two of them are the same services
    -- where one lists bookings and the other sales, or where the money is the same too.
    select
        *,
        min(system) over same_count != max(system) over same_count
        and (
            bool_or(is_sold) over same_count and not bool_and(is_sold) over same_count
            or min(net_amount) over same_count = max(net_amount) over same_count
        ) as is_in_two_by_count
    from left_over
    window same_count as (partition by client_key, branch, line_date, lines_left, nth_left)

),

matched as (

    select
        concat_ws('|', client_key, branch, cast(line_date as string), 'name', service, nth)
            as group_key,
        system,
        line_key,
        money_line_key,
        state_at,
        is_sold,
        record_rank
    from by_name
    where is_in_two

    union all

    select
        concat_ws('|', client_key, branch, cast(line_date as string), 'count', lines_left, nth_left)
            as group_key,
        system,
        line_key,
        money_line_key,
        state_at,
        is_sold,
        record_rank
    from by_count
    where is_in_two_by_count

),

final as (

    -- A booking says what became of it, a sale what was paid; of two alike the newer export.
    select
        line_key,
        first_value(line_key) over (
            partition by group_key
            order by record_rank asc, state_at desc, system asc, line_key asc
        ) as kept_line_key,
        first_value(money_line_key) over (
            partition by group_key
            order by is_sold desc, record_rank asc, state_at desc, system asc, line_key asc
        ) as money_line_key
    from matched

)

select * from final
