-- How do visits fall on the days of the week, in three months before $month? One row per weekday.
select
    isodow(visit_date) as weekday,
    count(*) as visits
from
    metrics.visits_of(
        $branches, $client_types, $categories, $services, $staff,
        since := $month - interval 3 month, until := $month - interval 1 month
    )
group by weekday
order by weekday
