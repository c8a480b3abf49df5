-- Which branch stands out, with the clients that all have? One row per branch and figure.
select
    unit as branch,
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
from metrics.branches_compared_of($quarters, $client_types, $categories, $services, $staff)
where $branches is null or list_contains($branches, unit) is true
order by
    figure asc,
    reading = 'hidden' asc,
    standardised desc,
    unit asc
