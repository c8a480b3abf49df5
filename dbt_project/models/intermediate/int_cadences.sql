{# Fewer gaps than this say too little about one kind of service; all kinds speak then. #}
{% set enough_gaps = 20 %}

with

gaps as (

    -- Each client counts for a kind of service and, under the empty name, for the salon.
    select
        quarter_start,
        first_service_category,
        gaps,
        sum_of_logs,
        sum_of_squares
    from {{ ref('int_client_gaps') }}
    where gaps > 0

    union all

    select
        quarter_start,
        '' as first_service_category,
        gaps,
        sum_of_logs,
        sum_of_squares
    from {{ ref('int_client_gaps') }}
    where gaps > 0

),

sums as (

    select
        quarter_start,
        first_service_category,
        count(*) as clients,
        sum(gaps) as gaps,
        sum(gaps * gaps) as squared_gaps,
        sum(sum_of_logs) as sum_of_logs,
        sum(sum_of_logs * sum_of_logs / gaps) as between_clients,
        sum(sum_of_squares - sum_of_logs * sum_of_logs / gaps) as within_clients
    from gaps
    group by quarter_start, first_service_category

),

spreads as (

    -- How much the gaps of one client differ (s2), and the mean square between clients.
    select
        quarter_start,
        first_service_category,
        gaps >= {{ enough_gaps }} and gaps > clients as is_enough,
        greatest(0.0, within_clients / nullif(gaps - clients, 0)) as within_variance,
        (between_clients - sum_of_logs * sum_of_logs / gaps) / nullif(clients - 1, 0)
            as mean_square,
        (gaps - cast(squared_gaps as double) / gaps) / nullif(clients - 1, 0) as gaps_a_client
    from sums

),

variances as (

    -- How much clients differ (tau2): what of the mean square the gaps of one client do not make.
    select
        quarter_start,
        first_service_category,
        is_enough,
        within_variance,
        coalesce(
            greatest(0.0, (mean_square - within_variance) / nullif(gaps_a_client, 0)), 0.0
        ) as between_variance
    from spreads

),

borrowed as (

    select
        kinds.quarter_start,
        kinds.first_service_category,
        case when kinds.is_enough then kinds.within_variance else salon.within_variance end
            as within_variance,
        case when kinds.is_enough then kinds.between_variance else salon.between_variance end
            as between_variance
    from variances as kinds
    inner join variances as salon
        on kinds.quarter_start = salon.quarter_start
    where salon.first_service_category = '' and salon.is_enough

),

weighted as (

    -- A client counts by how well the own mean is known; by the gaps where nothing varies.
    select
        borrowed.quarter_start,
        borrowed.first_service_category,
        borrowed.within_variance,
        borrowed.between_variance,
        gaps.sum_of_logs / gaps.gaps as own_log_days,
        coalesce(
            1 / nullif(borrowed.between_variance + borrowed.within_variance / gaps.gaps, 0),
            gaps.gaps
        ) as weight
    from gaps
    inner join borrowed
        on
            gaps.quarter_start = borrowed.quarter_start
            and gaps.first_service_category = borrowed.first_service_category

),

final as (

    -- Rounded, so that the order in which rows were summed cannot be seen.
    select
        first_service_category,
        round(within_variance, 9) as within_variance,
        round(between_variance, 9) as between_variance,
        round(sum(own_log_days * weight) / sum(weight), 9) as usual_log_days,
        quarter_start
    from weighted
    group by quarter_start, first_service_category, within_variance, between_variance

)

select * from final
