-- What does a plan cost and bring? One row per cost of a client and value of a client assumed.
with

slice as (

    select *
    from
        metrics.new_clients_of(
            $dimension, $branches, $channels, $categories, $target_ratio, $target_month
        )
    where slice_name = $slice_name

),

lines as (

    select *
    from metrics.cohort_lines_of($dimension, $branches, $channels, $categories)
    where slice_name = $slice_name

),

costs as (

    select
        assumed.cost_case,
        $cac * assumed.factor as cac,
        case when $is_money then $amount / ($cac * assumed.factor) else $amount end as new_clients
    from (
        values ('cheaper', 0.75), ('assumed', 1.0), ('dearer', 1.25)
    ) as assumed (cost_case, factor)

),

planned as (

    select
        costs.*,
        valued.value_case,
        slice.clv_12m,
        slice.allowable_cac,
        costs.new_clients * costs.cac as money,
        greatest(
            slice.clv_12m
            + valued.side * 1.281552 * metrics.planned_error(
                slice.clv_deviation, slice.clients, costs.new_clients
            ),
            0
        ) as clv
    from costs
    cross join (values ('low', -1), ('mid', 0), ('high', 1)) as valued (value_case, side)
    cross join slice

),

reached as (

    -- The mean line, as much higher or lower as the value assumed.
    select
        planned.cost_case,
        planned.value_case,
        min(lines.age_months) as payback_month
    from planned
    inner join lines
        on planned.cac <= lines.cumulative_margin_per_client * planned.clv / planned.clv_12m
    where planned.clv_12m > 0
    group by planned.cost_case, planned.value_case

)

select
    planned.cost_case,
    planned.value_case,
    planned.cac,
    planned.new_clients,
    planned.money,
    planned.clv,
    planned.new_clients * planned.clv as margin,
    planned.new_clients * planned.clv - planned.money as left_over,
    metrics.ltv_to_cac(planned.clv, planned.cac) as ltv_to_cac,
    reached.payback_month,
    case
        when reached.payback_month is not null
            then metrics.payback_months(
                reached.payback_month,
                line_before.cumulative_margin_per_client * planned.clv / planned.clv_12m,
                line_reached.cumulative_margin_per_client * planned.clv / planned.clv_12m,
                planned.cac
            )
    end as payback_months,
    planned.cac <= planned.allowable_cac as is_allowed
from planned
left join reached
    on planned.cost_case = reached.cost_case and planned.value_case = reached.value_case
left join lines as line_reached
    on reached.payback_month = line_reached.age_months
left join lines as line_before
    on reached.payback_month - 1 = line_before.age_months
order by
    planned.cac,
    planned.clv
