-- What may a new client cost, and what do they cost now? One row per slice of the dimension.
with

last_year as (

    select max(month_start) as newest
    from marts.monthly_kpis

),

now as (

    -- Months without a known cost count neither as money nor as clients.
    select
        acquisition.channel,
        sum(acquisition.acquisition_cost) as cost,
        metrics.cac(
            sum(acquisition.acquisition_cost),
            sum(acquisition.new_clients) filter (where acquisition.acquisition_cost is not null)
        ) as cac,
        sum(acquisition.new_clients) as new_clients,
        bool_or(acquisition.spend is not null) as knows_spend
    from marts.acquisition
    cross join last_year
    where acquisition.month_start > last_year.newest - interval 12 month
    group by acquisition.channel

)

select
    slices.slice_name,
    slices.clients,
    slices.reading,
    slices.clv_12m,
    slices.clv_low,
    slices.clv_high,
    slices.clv_low_95,
    slices.clv_high_95,
    slices.margin_by_target_month,
    slices.last_age,
    slices.allowable_cac,
    now.new_clients,
    case when now.knows_spend then now.cost end as cost,
    case when now.knows_spend then now.cac end as cac,
    coalesce(now.knows_spend, false) as knows_spend
from
    metrics.new_clients_of(
        $dimension, $branches, $channels, $categories, $target_ratio, $target_month
    ) as slices
left join now
    on slices.slice_name = now.channel and $dimension = 'acquisition_channel'
order by slices.clients desc, slices.slice_name asc
