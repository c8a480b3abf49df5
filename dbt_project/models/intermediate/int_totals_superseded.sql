with

lines as (

    select * from {{ ref('stg_booking_lines') }}

),

clients as (

    select * from {{ ref('int_clients_matched') }}

),

ranked as (

    -- The finer a report, the sooner it counts: services, then sales, then payments.
    select
        lines.*,
        case record_kind when 'sale_totals' then 2 when 'payments' then 3 else 1 end as fineness
    from lines

),

totals as (

    select
        ranked.*,
        clients.client_key
    from ranked
    left join clients
        on ranked.identity_id = clients.identity_id
    where ranked.fineness > 1

),

systems_with_totals as (

    select distinct system
    from totals

),

finest_of_refs as (

    select
        ranked.system,
        ranked.booking_ref,
        min(ranked.fineness) as finest,
        min_by(ranked.line_key, concat_ws('|', ranked.fineness, ranked.line_key)) as line_key
    from ranked
    inner join systems_with_totals as concerned
        on ranked.system = concerned.system
    where ranked.booking_ref is not null and ranked.record_kind != ''
    group by ranked.system, ranked.booking_ref

),

finest_of_days as (

    select
        ranked.system,
        ranked.branch,
        ranked.line_date,
        min(ranked.fineness) as finest
    from ranked
    inner join systems_with_totals as concerned
        on ranked.system = concerned.system
    where ranked.status = 'completed' and ranked.record_kind != ''
    group by ranked.system, ranked.branch, ranked.line_date

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
        clients.client_key,
        ranked.branch,
        ranked.line_date,
        min(ranked.system) as one_system,
        max(ranked.system) as another_system
    from ranked
    inner join clients
        on ranked.identity_id = clients.identity_id
    inner join clients_with_totals as concerned
        on
            clients.client_key = concerned.client_key
            and ranked.branch = concerned.branch
            and ranked.line_date = concerned.line_date
    where ranked.fineness = 1 and ranked.status = 'completed'
    group by clients.client_key, ranked.branch, ranked.line_date

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
