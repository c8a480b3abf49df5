-- Do two groups of $grouping, $first and $second, differ in their scores? One row.
with

answers as (

    select
        response_id,
        max(nps_group) as nps_group,
        bool_or(member = $first) as of_first,
        bool_or(member = $second) as of_second
    from
        metrics.answers_by(
            $grouping, $scale, $quarters,
            $branches, $client_types, $categories, $services, $staff
        )
    where member in ($first, $second)
    group by response_id

),

counted as (

    -- Answers about both would be compared with themselves.
    select
        count(*) filter (where of_first and not of_second) as first_responses,
        count(*) filter (
            where of_first and not of_second and nps_group = 'promoter'
        ) as first_promoters,
        count(*) filter (
            where of_first and not of_second and nps_group = 'detractor'
        ) as first_detractors,
        count(*) filter (where of_second and not of_first) as second_responses,
        count(*) filter (
            where of_second and not of_first and nps_group = 'promoter'
        ) as second_promoters,
        count(*) filter (
            where of_second and not of_first and nps_group = 'detractor'
        ) as second_detractors,
        count(*) filter (where of_first and of_second) as of_both
    from answers

)

select
    counted.*,
    metrics.nps(first_promoters, first_detractors, first_responses) as first_nps,
    metrics.nps(second_promoters, second_detractors, second_responses) as second_nps,
    least(first_responses, second_responses) as fewer_responses,
    metrics.reading(fewer_responses) as reading,
    change.nps_change as difference,
    change.change_low as difference_low,
    change.change_high as difference_high,
    metrics.change_reading(change.nps_change, change.p) as difference_reading
from counted, lateral metrics.nps_change(
    second_promoters, second_detractors, second_responses,
    first_promoters, first_detractors, first_responses
) as change
