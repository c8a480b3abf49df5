{# The share of clients who come again within `days`, by Kaplan and Meier: whoever is seen for too
   short a time counts for as long as he is seen, and not as a loss. `relation` has one row per `keys`
   and number of `days`: `returned` clients came again after so many, `unseen` ones had not when
   the data ended after so many.

   One row per `keys`: `clients`, `reached` (came again, ever), `share`, `days_seen` (the longest
   time of up to `days` that anybody was seen) and `is_complete` (everybody was). #}
{% macro kaplan_meier(relation, keys, days) -%}
select
    {{ keys | join(', ') }},
    cast(sum(returned + unseen) as bigint) as clients,
    cast(sum(returned) as bigint) as reached,
    case
        when max(days) = 0 then null
        when coalesce(min(still_away) filter (where days <= {{ days }}), 1) = 0 then 1
        else 1 - exp(coalesce({{ steady_sum(
            'ln(nullif(still_away, 0))', 'filter (where days <= ' ~ days ~ ')', places=20
        ) }}, 0))
    end as share,
    cast(least(max(days), {{ days }}) as bigint) as days_seen,
    coalesce(sum(unseen) filter (where days < {{ days }}), 0) = 0 as is_complete
from (
    select
        *,
        1 - returned / cast(sum(returned + unseen) over (
            partition by {{ keys | join(', ') }} order by days desc
            rows between unbounded preceding and current row
        ) as double) as still_away
    from (
        select
            {{ keys | join(', ') }},
            days,
            sum(returned) as returned,
            sum(unseen) as unseen
        from {{ relation }}
        group by {{ keys | join(', ') }}, days
    ) as summed
) as days_of_keys
group by {{ keys | join(', ') }}
{%- endmacro %}

{# The whole curve: common table expressions that end in `curve`, one row per `keys` and day on which
   somebody came again: `at_risk` (still looked at), `share` who came again by that day, and the two
   bounds of 95 % (Greenwood's variance on the scale log(-log)). `relation` is as above. #}
{% macro kaplan_meier_curve(relation, keys) -%}
days_of_curve as (
    select
        {{ keys | join(', ') }},
        days,
        returned,
        sum(returned + unseen) over (partition by {{ keys | join(', ') }}) as clients,
        sum(returned + unseen) over (
            partition by {{ keys | join(', ') }} order by days desc
            rows between unbounded preceding and current row
        ) as at_risk
    from {{ relation }}
),
stayed_away as (
    select
        *,
        min(at_risk - returned) over days_so_far = 0 as is_certain,
        exp(sum(ln(nullif(at_risk - returned, 0) / cast(at_risk as double))) over days_so_far)
            as still_away,
        sum(returned / (cast(at_risk as double) * nullif(at_risk - returned, 0))) over days_so_far
            as variance
    from days_of_curve
    window days_so_far as (
        partition by {{ keys | join(', ') }} order by days
        rows between unbounded preceding and current row
    )
),
curve as (
    select
        {{ keys | join(', ') }},
        cast(days as bigint) as days,
        cast(clients as bigint) as clients,
        cast(at_risk as bigint) as at_risk,
        case when is_certain then 1.0 else 1 - still_away end as share,
        case
            when not is_certain
                then 1 - pow(
                    still_away, exp(1.959963984540054 * sqrt(variance) / ln(still_away))
                )
        end as share_low,
        case
            when not is_certain
                then 1 - pow(
                    still_away, exp(-1.959963984540054 * sqrt(variance) / ln(still_away))
                )
        end as share_high
    from stayed_away
    where returned > 0
)
{%- endmacro %}
