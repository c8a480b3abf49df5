-- Who says what of which service? One row per quarter, client type and service category.
with

categories as (

    -- An answer about two categories counts in both, about two services of one counts once.
    select distinct
        response_id,
        service_category
    from marts.fct_response_services
    where
        ($categories is null or list_contains($categories, service_category))
        and ($services is null or list_contains($services, lower(service)))

),

counted as (

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
        and list_contains($quarters, responses.quarter_start)
    group by responses.quarter_start, responses.client_type, categories.service_category

),

read_off as (

    select
        *,
        metrics.reading(responses) as reading
    from counted

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
    metrics.response_rate(read_off.answered, read_off.invited) as response_rate,
    read_off.reading
from read_off
inner join marts.dim_quarters
    on read_off.quarter_start = dim_quarters.quarter_start
order by
    read_off.quarter_start desc,
    read_off.responses desc,
    read_off.client_type asc,
    read_off.service_category asc
