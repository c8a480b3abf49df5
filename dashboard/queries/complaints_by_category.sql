-- What do clients complain about, and does it end well? One row per kind of complaint.
select
    coalesce(category, 'not stated') as category,
    count(*) as complaints,
    count(*) filter (where is_justified) as justified,
    metrics.closed_in_time_rate(
        count(*) filter (where state = 'closed_in_time'),
        count(*) filter (where state = 'closed_late'),
        count(*) filter (where state = 'overdue')
    ) as closed_in_time_rate,
    median(hours_to_close) as median_hours,
    count(*) filter (where is_return_decided) as decided,
    count(*) filter (where is_return_decided and returned_after) as returned,
    sum(compensation_amount) as compensation_amount
from metrics.complaints_of($branches, $client_types, $categories, $services, $staff)
where list_contains($quarters, quarter_start)
group by coalesce(category, 'not stated')
order by
    complaints desc,
    category asc
