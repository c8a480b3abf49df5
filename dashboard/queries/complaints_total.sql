-- How many complaints were made in the chosen quarters, and what became of them? One row.
with

counted as (

    select
        count(*) as complaints,
        count(*) filter (where state = 'open') as open_in_time,
        count(*) filter (where state = 'overdue') as overdue,
        count(*) filter (where state = 'closed_in_time') as closed_in_time,
        count(*) filter (where state = 'closed_late') as closed_late,
        median(hours_to_close) as median_hours,
        count(*) filter (where closed_at is not null and client_key is not null) as known,
        count(*) filter (where returned_after) as returned,
        count(*) filter (where is_return_decided) as decided,
        count(*) filter (where is_return_decided and returned_after) as decided_returned
    from metrics.complaints_of($branches, $client_types, $categories, $services, $staff)
    where list_contains($quarters, quarter_start)

),

still_open as (

    -- Also of earlier quarters: who waits longest must not fall out of sight.
    select
        count(*) as waiting,
        count(*) filter (where state = 'overdue') as waiting_too_long
    from metrics.complaints_of($branches, $client_types, $categories, $services, $staff)
    where closed_at is null and quarter_start <= $quarter

)

select
    counted.*,
    still_open.waiting,
    still_open.waiting_too_long,
    metrics.closed_in_time_rate(closed_in_time, closed_late, overdue) as closed_in_time_rate,
    metrics.share(decided_returned, decided) as returned_share
from counted
cross join still_open
