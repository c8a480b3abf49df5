-- How often does the client $client come for what, and when next? One row per kind of service.
select
    service_category,
    visits,
    gaps,
    cast(round(expected_gap_days) as bigint) as expected_gap_days,
    last_visit_date,
    due_date,
    days_since,
    case
        when due_date > as_of then 'not_due'
        when days_since >= lapsed_days then 'lapsed'
        when days_since >= overdue_days then 'overdue'
        when days_since >= soft_overdue_days then 'soft_overdue'
        else 'due'
    end as state
from marts.cadences
where client_key = $client
order by last_visit_date desc, visits desc, service_category asc
