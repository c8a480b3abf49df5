with

complaints as (

    select * from {{ ref('stg_complaints') }}

),

matches as (

    select
        contact_id,
        client_key
    from {{ ref('int_contacts_matched') }}
    where kind = 'complaint'

),

only_branch as (

    select max(branch) as branch
    from {{ ref('fct_booking_lines') }}
    having count(distinct branch) = 1

),

period as (

    select last_day from {{ ref('int_data_period') }}

),

returns as (

    select distinct complaints.complaint_id
    from complaints
    inner join matches
        on complaints.complaint_id = matches.contact_id
    inner join {{ ref('int_visits') }} as visits
        on
            matches.client_key = visits.client_key
            and visits.visit_date > cast(complaints.closed_at as date)
            and visits.visit_date
            <= {{ add_days('cast(complaints.closed_at as date)', var('lapse_days')) }}

),

final as (

    select
        complaints.complaint_id,
        complaints.complaint_ref,
        matches.client_key,
        coalesce(complaints.branch, only_branch.branch, 'not stated') as branch,
        complaints.staff,
        complaints.service,
        complaints.category,
        complaints.severity,
        complaints.resolution,
        complaints.status,
        case
            when complaints.closed_at is not null
                then case
                    when
                        {{ hours_between('complaints.opened_at', 'complaints.closed_at') }}
                        <= {{ var('complaint_hours') }}
                        then 'closed_in_time'
                    else 'closed_late'
                end
            -- Whether it may still be closed in time is known up to the end of the last day.
            when
                {{ hours_after('complaints.opened_at', var('complaint_hours')) }}
                < {{ add_days('period.last_day', 1) }}
                then 'overdue'
            else 'open'
        end as state,
        cast(complaints.compensation_amount as decimal(18, 2)) as compensation_amount,
        cast({{ hours_between('complaints.opened_at', 'complaints.closed_at') }} as double)
            as hours_to_close,
        complaints.is_justified,
        -- Who has not come yet may still come while the days are not over.
        case
            when complaints.closed_at is null or matches.client_key is null then null
            when returns.complaint_id is not null then true
            when
                {{ add_days('cast(complaints.closed_at as date)', var('lapse_days')) }}
                <= period.last_day
                then false
        end as returned_after,
        coalesce(
            matches.client_key is not null
            and {{ add_days('cast(complaints.closed_at as date)', var('lapse_days')) }}
            <= period.last_day,
            false
        ) as is_return_decided,
        {{ quarter_of('complaints.opened_date') }} as quarter_start,
        {{ month_of('complaints.opened_date') }} as month_start,
        complaints.opened_at,
        complaints.closed_at
    from complaints
    left join matches
        on complaints.complaint_id = matches.contact_id
    left join only_branch
        on true
    left join period
        on true
    left join returns
        on complaints.complaint_id = returns.complaint_id

)

select * from final
