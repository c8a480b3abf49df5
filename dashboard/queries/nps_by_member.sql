-- Whose clients would recommend the salon more than the others? One row per member of $grouping.
with

answers as (

    select *
    from
        metrics.answers_by(
            $grouping, $scale, $quarters,
            $branches, $client_types, $categories, $services, $staff
        )

),

everybody as (

    -- An answer about two kinds of service counts once among all.
    select
        count(distinct response_id) as responses,
        count(distinct response_id) filter (where nps_group = 'promoter') as promoters,
        count(distinct response_id) filter (where nps_group = 'detractor') as detractors
    from answers

),

counted as (

    select
        member,
        count(*) as responses,
        count(*) filter (where nps_group = 'promoter') as promoters,
        count(*) filter (where nps_group = 'passive') as passives,
        count(*) filter (where nps_group = 'detractor') as detractors
    from answers
    where member is not null
    group by member

),

compared as (

    -- Against all other answers of the slice, which are independent of the member's own.
    select
        counted.*,
        everybody.promoters - counted.promoters as other_promoters,
        everybody.detractors - counted.detractors as other_detractors,
        everybody.responses - counted.responses as other_responses,
        metrics.reading(counted.responses) as reading
    from counted
    cross join everybody

),

tested as (

    select
        *,
        case
            when reading != 'hidden' and metrics.reading(other_responses) != 'hidden'
                then metrics.nps_difference(
                    other_promoters, other_detractors, other_responses,
                    promoters, detractors, responses
                )
        end as difference,
        case
            when reading != 'hidden' and metrics.reading(other_responses) != 'hidden'
                then metrics.nps_change_p(
                    other_promoters, other_detractors, other_responses,
                    promoters, detractors, responses
                )
        end as p
    from compared

)

select
    member,
    reading,
    responses,
    promoters,
    passives,
    detractors,
    case when reading != 'hidden' then metrics.nps(promoters, detractors, responses) end as nps,
    case
        when reading != 'hidden' then metrics.nps_bound(promoters, detractors, responses, -1)
    end as nps_low,
    case
        when reading != 'hidden' then metrics.nps_bound(promoters, detractors, responses, 1)
    end as nps_high,
    difference,
    metrics.change_reading(difference, metrics.holm_p(p, array_agg(p) over ()))
        as difference_reading
from tested
order by
    responses desc,
    member asc
limit 500
