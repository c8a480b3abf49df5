-- Who stands out, with the clients that all have? One row per staff member and figure.
select
    unit as staff,
    figure,
    n,
    value,
    standardised,
    low,
    high,
    standard,
    covered,
    reading,
    verdict
from metrics.staff_compared_of($quarters, $branches, $client_types, $categories, $services)
where $staff is null or list_contains($staff, unit)
order by
    figure asc,
    reading = 'hidden' asc,
    standardised desc,
    unit asc
