-- How many pressed a face, how many a bad one, and how fast did somebody come? One row.
with

counted as (

    select
        count(*) as presses,
        count(*) filter (where is_bad) as bad_presses,
        count(*) filter (where is_bad and minutes_to_resolve is not null) as bad_answered,
        count(*) filter (where message is not null) as messages,
        median(minutes_to_resolve) filter (where is_bad) as median_minutes,
        avg(rating) as mean_rating
    from marts.fct_impulse_ratings
    where
        list_contains($quarters, quarter_start)
        and ($branches is null or list_contains($branches, branch) is true)

)

select
    *,
    metrics.reading(presses) as reading,
    metrics.share(bad_presses, presses) as bad_share,
    metrics.share(bad_answered, bad_presses) as bad_answered_share
from counted
