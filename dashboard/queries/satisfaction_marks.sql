-- How satisfied are clients who were asked on a scale of 1 to 5? One row per mark of the scale.
with

scale as (

    select unnest(range(1, 6)) as mark

),

given as (

    select
        recommend_score as mark,
        count(*) as responses
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff)
    where
        recommend_scale = '1-5'
        and recommend_score is not null
        and list_contains($quarters, quarter_start)
    group by recommend_score

),

marks as (

    select
        scale.mark,
        coalesce(given.responses, 0) as responses
    from scale
    left join given
        on scale.mark = given.mark

)

select
    mark,
    responses,
    sum(responses) over () as all_responses,
    metrics.reading(sum(responses) over ()) as reading,
    metrics.share(sum(mark * responses) over (), sum(responses) over ()) as mean_mark,
    metrics.share(sum(responses) filter (where mark >= 4) over (), sum(responses) over ())
        as satisfied_share
from marks
order by mark
