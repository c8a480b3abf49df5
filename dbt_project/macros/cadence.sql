{# METHODS §7.3: the rhythm of a client, learnt from the client's own gaps and, the fewer there are,
   from everybody's (empirical Bayes on the logarithm of the gap).

   `statistics` names a relation with one row per client of a kind of service: `gaps`, `sum_of_logs`
   and `sum_of_squares` of their logarithms. `kind` are the columns that make one kind; `seen_from`
   are columns that keep looks from different days apart (all kinds of one look lend to each other).
   To look from a past day, hand it statistics of the gaps known on that day. #}

{# A kind with fewer gaps than this borrows the spread of all kinds. #}
{% macro gaps_that_speak() %}20{% endmacro %}

{# The statistics, to be written inside `select … group by client, kind`. #}
{% macro gap_statistics(gap_days) -%}
count({{ gap_days }}) as gaps,
        coalesce({{ steady_sum('ln(' ~ gap_days ~ ')') }}, 0) as sum_of_logs,
        coalesce({{ steady_sum('pow(ln(' ~ gap_days ~ '), 2)') }}, 0) as sum_of_squares
{%- endmacro %}

{# Common table expressions that end in `cadences`: the statistics with `expected_log_gap`,
   `log_gap_deviation` and `weight_of_others`. #}
{% macro cadences_from(statistics, kind, seen_from=[]) %}
{%- set look = "partition by " ~ seen_from | join(', ') if seen_from else "" -%}
{%- set over_all = "over (" ~ look ~ ")" -%}
squares as (

    -- Within clients and between them. The squares between are kept kind by kind: that nails are
    -- done more often than massages does not make clients differ.
    select
        {{ kind | join(', ') }},
        sum(gaps) as gaps,
        {{ steady_sum('sum_of_squares - sum_of_logs * sum_of_logs / nullif(gaps, 0)') }}
            as within_clients,
        sum(greatest(gaps - 1, 0)) as within_degrees,
        {{ steady_sum('sum_of_logs * sum_of_logs / nullif(gaps, 0)') }}
        - pow({{ steady_sum('sum_of_logs') }}, 2) / nullif(sum(gaps), 0) as between_clients,
        greatest(count(*) filter (where gaps > 0) - 1, 0) as between_degrees,
        sum(gaps) - sum(gaps * gaps) / cast(nullif(sum(gaps), 0) as double) as gaps_per_degree
    from {{ statistics }}
    group by {{ kind | join(', ') }}

),

squares_of_all as (

    select
        *,
        {{ steady_sum('within_clients', over_all) }} as all_within_clients,
        sum(within_degrees) {{ over_all }} as all_within_degrees,
        {{ steady_sum('between_clients', over_all) }} as all_between_clients,
        sum(between_degrees) {{ over_all }} as all_between_degrees,
        {{ steady_sum('gaps_per_degree', over_all) }} as all_gaps_per_degree
    from squares

),

variances_within as (

    -- The same two formulas for a kind and for all kinds.
    select
        *,
        gaps >= {{ gaps_that_speak() }} and within_degrees > 0 as speaks,
        greatest(within_clients, 0) / nullif(within_degrees, 0) as own_within,
        greatest(all_within_clients, 0) / nullif(all_within_degrees, 0) as all_within
    from squares_of_all

),

variances as (

    select
        {{ kind | join(', ') }},
        case when speaks then own_within else all_within end as variance_within,
        greatest(
            0,
            coalesce(
                case
                    when speaks
                        then (between_clients - own_within * between_degrees)
                            / nullif(gaps_per_degree, 0)
                    else
                        (all_between_clients - all_within * all_between_degrees)
                        / nullif(all_gaps_per_degree, 0)
                end,
                0
            )
        ) as variance_between
    from variances_within

),

known as (

    select
        {{ statistics }}.*,
        variances.variance_within,
        variances.variance_between,
        {{ statistics }}.sum_of_logs / nullif({{ statistics }}.gaps, 0) as mean_log_gap,
        -- A spread below the twelfth place is what rounding leaves, and none.
        1 / nullif(
            round(
                variances.variance_between
                + variances.variance_within / nullif({{ statistics }}.gaps, 0),
                12
            ),
            0
        ) as weight
    from {{ statistics }}
    inner join variances
        on
            {% for column in kind -%}
            {{ "and " if not loop.first }}{{ statistics }}.{{ column }} = variances.{{ column }}
            {% endfor %}

),

sums_of_kinds as (

    select
        {{ kind | join(', ') }},
        {{ steady_sum('weight * mean_log_gap') }} as weighted_logs,
        {{ steady_sum('weight') }} as weights,
        {{ steady_sum('sum_of_logs') }} as logs,
        sum(gaps) as gaps
    from known
    group by {{ kind | join(', ') }}

),

means as (

    -- Clients with more gaps weigh more. Where nobody has two gaps there are no weights, and the
    -- plain mean speaks; a kind without any gap takes the mean of all kinds.
    select
        {{ kind | join(', ') }},
        coalesce(
            weighted_logs / nullif(weights, 0),
            logs / nullif(gaps, 0),
            {{ steady_sum('weighted_logs', over_all) }}
            / nullif({{ steady_sum('weights', over_all) }}, 0),
            {{ steady_sum('logs', over_all) }} / nullif(sum(gaps) {{ over_all }}, 0)
        ) as mean_log_gap
    from sums_of_kinds

),

weighted as (

    -- Where all gaps are alike there is nothing to weigh.
    select
        known.*,
        means.mean_log_gap as mean_log_gap_of_kind,
        coalesce(
            known.variance_within
            / nullif(known.variance_within + known.gaps * known.variance_between, 0),
            1
        ) as weight_of_others
    from known
    inner join means
        on
            {% for column in kind -%}
            {{ "and " if not loop.first }}known.{{ column }} = means.{{ column }}
            {% endfor %}

),

cadences as (

    select
        *,
        weight_of_others * mean_log_gap_of_kind
        + (1 - weight_of_others) * coalesce(mean_log_gap, 0) as expected_log_gap,
        sqrt(variance_within + variance_between * weight_of_others) as log_gap_deviation
    from weighted

)
{%- endmacro %}

{# Days until so large a share of gaps like this would be over. #}
{% macro gap_border(probability) -%}
{%- set z = {75: 0.6744897501960817, 90: 1.2815515655446004, 97.5: 1.959963984540054}[probability] -%}
exp(expected_log_gap + {{ z }} * log_gap_deviation)
{%- endmacro %}
