-- When do clients press a bad face? One row per hour and one per weekday with presses.
with

presses as (

    select *
    from marts.fct_impulse_ratings
    where
        list_contains($quarters, quarter_start)
        and ($branches is null or list_contains($branches, branch) is true)

),

counted as (

    select
        'hour' as kind,
        rated_hour as place,
        count(*) as presses,
        count(*) filter (where is_bad) as bad_presses
    from presses
    group by rated_hour
    union all
    select
        'weekday' as kind,
        rated_weekday as place,
        count(*) as presses,
        count(*) filter (where is_bad) as bad_presses
    from presses
    group by rated_weekday

),

compared as (

    select
        *,
        metrics.reading(presses) as reading,
        metrics.share(bad_presses, presses) - metrics.share(
            sum(bad_presses) over one_kind - bad_presses, sum(presses) over one_kind - presses
        ) as difference,
        metrics.share_difference_p(
            bad_presses, presses,
            sum(bad_presses) over one_kind - bad_presses, sum(presses) over one_kind - presses
        ) as p
    from counted
    window one_kind as (partition by kind)

)

select
    kind,
    place,
    presses,
    bad_presses,
    reading,
    case when reading != 'hidden' then metrics.share(bad_presses, presses) end as bad_share,
    metrics.change_reading(
        difference, metrics.holm_p(p, array_agg(p) over (partition by kind))
    ) as difference_reading
from compared
order by
    kind,
    place
