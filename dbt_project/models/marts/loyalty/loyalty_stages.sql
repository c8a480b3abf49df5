{# The way of a client, one step after the other. #}
{% set stages = ['first_visit', 'single_use', 'repeat', 'attachment', 'loyalty'] %}
{% set client_types = ['new', 'reactivated', 'regular', 'returning', 'inactive', 'lapsed'] %}

with

stepped as (

    select
        client_key,
        client_type,
        case stage
            {% for stage in stages %}
            when '{{ stage }}' then {{ loop.index }}
            {% endfor %}
        end as step,
        is_lapsed_by_cadence,
        quarter_start
    from {{ ref('client_quarters') }}

),

counted as (

    select
        quarter_start,
        client_type,
        step,
        count(*) as clients,
        count(*) filter (where is_lapsed_by_cadence) as lapsed_clients
    from stepped
    group by quarter_start, client_type, step

),

moves as (

    -- Clients stand in every quarter from their first on: the row before is the quarter before.
    select
        quarter_start,
        type_before,
        step_before,
        count(*) as clients_before,
        count(*) filter (where step > step_before) as moved_on
    from (
        select
            quarter_start,
            step,
            lag(step) over (partition by client_key order by quarter_start) as step_before,
            lag(client_type) over (partition by client_key order by quarter_start) as type_before
        from stepped
    ) as followed
    where step_before is not null
    group by quarter_start, type_before, step_before

),

quarters as (

    select distinct quarter_start
    from stepped

),

types as (

    {% for client_type in client_types %}
    select '{{ client_type }}' as client_type
    {{ "union all" if not loop.last }}
    {% endfor %}

),

steps as (

    {% for stage in stages %}
    select
        {{ loop.index }} as step,
        '{{ stage }}' as stage
    {{ "union all" if not loop.last }}
    {% endfor %}

),

ways as (

    select
        quarters.quarter_start,
        types.client_type,
        steps.step,
        steps.stage
    from quarters
    cross join types
    cross join steps

),

reached as (

    select
        ways.quarter_start,
        ways.client_type,
        ways.stage,
        ways.step,
        coalesce(counted.clients, 0) as clients,
        coalesce(counted.lapsed_clients, 0) as lapsed_clients,
        sum(coalesce(counted.clients, 0)) over (
            partition by ways.quarter_start, ways.client_type order by ways.step desc
            rows between unbounded preceding and current row
        ) as reached,
        coalesce(moves.clients_before, 0) as clients_before,
        coalesce(moves.moved_on, 0) as moved_on
    from ways
    left join counted
        on
            ways.quarter_start = counted.quarter_start
            and ways.client_type = counted.client_type
            and ways.step = counted.step
    left join moves
        on
            ways.quarter_start = moves.quarter_start
            and ways.client_type = moves.type_before
            and ways.step = moves.step_before

),

final as (

    select
        stage,
        client_type,
        cast(step as bigint) as step,
        cast(clients as bigint) as clients,
        cast(lapsed_clients as bigint) as lapsed_clients,
        cast(reached as bigint) as reached,
        cast(reached - clients as bigint) as reached_next,
        metrics.share(reached - clients, reached) as conversion_to_next,
        cast(clients_before as bigint) as clients_before,
        cast(moved_on as bigint) as moved_on,
        metrics.share(moved_on, clients_before) as moved_on_rate,
        quarter_start
    from reached

)

select * from final
