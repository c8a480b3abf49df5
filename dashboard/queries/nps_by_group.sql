-- Who says what of which service? One row per quarter, client type and service category.
with

categories as (

    -- An answer about two categories counts in both, about two services of one counts once.
    select distinct
        response_id,
        service_category
    from marts.fct_response_services
    where
        ($categories is null or list_contains($categories, service_category) is true)
        and ($services is null or list_contains($services, lower(service)))

),

counted as (

    -- The quarter before each of the chosen ones, too: there the change is measured from.
    select
        responses.quarter_start,
        responses.client_type,
        categories.service_category,
        count(*) filter (where responses.nps_group = 'promoter') as promoters,
        count(*) filter (where responses.nps_group = 'passive') as passives,
        count(*) filter (where responses.nps_group = 'detractor') as detractors,
        count(*) filter (where responses.nps_group is not null) as responses,
        count(*) filter (where responses.outcome = 'answered') as answered,
        count(*) as invited
    from metrics.responses_of($branches, $client_types, $categories, $services, $staff) as responses
    inner join categories
        on responses.response_id = categories.response_id
    where
        responses.recommend_scale = $scale
        and (
            list_contains($quarters, responses.quarter_start)
            or list_contains($quarters, cast(responses.quarter_start + interval 3 month as date))
        )
    group by responses.quarter_start, responses.client_type, categories.service_category

),

changes as (

    select
        counted.quarter_start,
        counted.client_type,
        counted.service_category,
        metrics.nps_difference(
            before.promoters, before.detractors, before.responses,
            counted.promoters, counted.detractors, counted.responses
        ) as nps_change,
        metrics.nps_change_p(
            before.promoters, before.detractors, before.responses,
            counted.promoters, counted.detractors, counted.responses
        ) as p
    from counted
    inner join counted as before
        on
            cast(counted.quarter_start - interval 3 month as date) = before.quarter_start
            and counted.client_type = before.client_type
            and counted.service_category = before.service_category
    where
        metrics.reading(before.responses) != 'hidden'
        and metrics.reading(counted.responses) != 'hidden'

),

tested as (

    select
        quarter_start,
        client_type,
        service_category,
        nps_change,
        metrics.change_reading(
            nps_change, metrics.holm_p(p, array_agg(p) over (partition by quarter_start))
        ) as change_reading
    from changes

),

read_off as (

    select
        *,
        metrics.reading(responses) as reading
    from counted
    where list_contains($quarters, quarter_start)

)

select
    dim_quarters.quarter_name,
    read_off.client_type,
    read_off.service_category,
    read_off.promoters,
    read_off.passives,
    read_off.detractors,
    read_off.responses,
    case
        when reading != 'hidden' then metrics.nps(promoters, detractors, responses)
    end as nps,
    case
        when reading != 'hidden' then metrics.nps_bound(promoters, detractors, responses, -1)
    end as nps_low,
    case
        when reading != 'hidden' then metrics.nps_bound(promoters, detractors, responses, 1)
    end as nps_high,
    tested.nps_change,
    coalesce(tested.change_reading, 'unknown') as change_reading,
    metrics.response_rate(read_off.answered, read_off.invited) as response_rate,
    read_off.reading
from read_off
inner join marts.dim_quarters
    on read_off.quarter_start = dim_quarters.quarter_start
left join tested
    on
        read_off.quarter_start = tested.quarter_start
        and read_off.client_type = tested.client_type
        and read_off.service_category = tested.service_category
order by
    read_off.quarter_start desc,
    read_off.responses desc,
    read_off.client_type asc,
    read_off.service_category asc
