with

lines as (

    select * from {{ ref('stg_booking_lines') }}

),

clients as (

    select * from {{ ref('int_clients_matched') }}

),

totals as (

    select
        lines.line_key,
        lines.system,
        lines.branch,
        lines.booking_ref,
        lines.line_date,
        clients.client_key,
        case lines.record_kind when 'sale_totals' then 2 else 3 end as fineness
    from lines
    left join clients
        on lines.identity_id = clients.identity_id
    where lines.record_kind in ('sale_totals', 'payments')

),

systems_with_totals as (

    select distinct system
    from totals

),

ranked as (

    -- The finer a report, the sooner it counts: services, then sales, then payments.
    select
        lines.line_key,
        lines.system,
        lines.branch,
        lines.booking_ref,
        lines.line_date,
        lines.status,
        case lines.record_kind when 'sale_totals' then 2 when 'payments' then 3 else 1 end
            as fineness
    from lines
    inner join systems_with_totals
        on lines.system = systems_with_totals.system
    where lines.record_kind != ''

),

finest_of_refs as (

    select
        system,
        booking_ref,
        min(fineness) as finest,
        min_by(line_key, concat_ws('|', fineness, line_key)) as line_key
    from ranked
    where booking_ref is not null
    group by system, booking_ref

),

finest_of_days as (

    select
        system,
        branch,
        line_date,
        min(fineness) as finest
    from ranked
    where status = 'completed'
    group by system, branch, line_date

),

clients_with_totals as (

    select distinct
        client_key,
        branch,
        line_date
    from totals

),

days_of_clients as (

    select
        concerned.client_key,
        concerned.branch,
        concerned.line_date,
        min(lines.system) as one_system,
        max(lines.system) as another_system
    from clients_with_totals as concerned
    inner join clients
        on concerned.client_key = clients.client_key
    inner join lines
        on
            clients.identity_id = lines.identity_id
            and concerned.branch = lines.branch
            and concerned.line_date = lines.line_date
    where
        lines.record_kind in ('bookings', 'sales', '')
        and lines.status = 'completed'
    group by concerned.client_key, concerned.branch, concerned.line_date

),

final as (

    select
        totals.line_key,
        case when refs.finest < totals.fineness then refs.line_key end as kept_line_key,
        case
            when refs.finest < totals.fineness then 'total of a sale whose lines are known'
            when days.finest < totals.fineness then 'total on a day whose lines are known'
            else 'total of a client whose lines another system has'
        end as reason
    from totals
    left join finest_of_refs as refs
        on
            totals.system = refs.system
            and totals.booking_ref = refs.booking_ref
    left join finest_of_days as days
        on
            totals.system = days.system
            and totals.branch = days.branch
            and totals.line_date = days.line_date
    left join days_of_clients as elsewhere
        on
            totals.client_key = elsewhere.client_key
            and totals.branch = elsewhere.branch
            and totals.line_date = elsewhere.line_date
    where
        coalesce(refs.finest < totals.fineness, false)
        or coalesce(days.finest < totals.fineness, false)
        or elsewhere.one_system != totals.system
        or elsewhere.another_system != totals.system

)

select * from final
