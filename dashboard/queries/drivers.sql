-- What moves the score, and how well is it done, in the year up to $quarter? One row per factor.
select
    factor,
    performance,
    rating_min,
    rating_max,
    performance_index,
    stated_importance,
    importance,
    importance_low,
    importance_high,
    quadrant,
    stated_quadrant,
    responses,
    answers,
    r_squared,
    csi,
    metrics.reading(responses) as reading
from metrics.drivers_of($quarter, $branches, $client_types, $categories, $services, $staff)
order by
    coalesce(importance, 0) desc,
    coalesce(stated_importance, 0) desc,
    factor asc
