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
        else 1 - exp(coalesce(sum(ln(nullif(still_away, 0))) filter (where days <= {{ days }}), 0))
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
