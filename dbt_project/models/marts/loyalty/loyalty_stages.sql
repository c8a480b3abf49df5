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

clients as (

    -- Clients stand in every quarter from their first on: the row before is the quarter before.
    select
        client_type,
        step,
        lag(step) over (partition by client_key order by quarter_start) as step_before,
        is_lapsed_by_cadence,
        quarter_start
    from stepped

),

ways as (

    select
        quarters.quarter_start,
        types.client_type,
        stages.step,
        stages.stage
    from (select distinct quarter_start from stepped) as quarters
    cross join (
        {% for client_type in client_types %}
        select '{{ client_type }}' as client_type
        {{ "union all" if not loop.last }}
        {% endfor %}
    ) as types
    cross join (
        {% for stage in stages %}
        select
            {{ loop.index }} as step,
            '{{ stage }}' as stage
        {{ "union all" if not loop.last }}
        {% endfor %}
    ) as stages

),

moves as (

    select
        quarter_start,
        client_type,
        step,
        step_before,
        count(*) as clients,
        count(*) filter (where is_lapsed_by_cadence) as lapsed_clients
    from clients
    group by quarter_start, client_type, step, step_before

),

counted as (

    select
        ways.quarter_start,
        ways.client_type,
        ways.stage,
        ways.step,
        coalesce(sum(moves.clients) filter (where moves.step = ways.step), 0) as clients,
        coalesce(sum(moves.lapsed_clients) filter (where moves.step = ways.step), 0)
            as lapsed_clients,
        coalesce(sum(moves.clients) filter (where moves.step >= ways.step), 0) as reached,
        coalesce(sum(moves.clients) filter (where moves.step > ways.step), 0) as reached_next,
        coalesce(sum(moves.clients) filter (where moves.step_before = ways.step), 0)
            as clients_before,
        coalesce(sum(moves.clients) filter (
            where moves.step_before = ways.step and moves.step > ways.step
        ), 0) as moved_on
    from ways
    left join moves
        on
            ways.quarter_start = moves.quarter_start
            and ways.client_type = moves.client_type
    group by ways.quarter_start, ways.client_type, ways.stage, ways.step

),

final as (

    select
        stage,
        client_type,
        cast(step as bigint) as step,
        cast(clients as bigint) as clients,
        cast(lapsed_clients as bigint) as lapsed_clients,
        cast(reached as bigint) as reached,
        cast(reached_next as bigint) as reached_next,
        metrics.share(reached_next, reached) as conversion_to_next,
        cast(clients_before as bigint) as clients_before,
        cast(moved_on as bigint) as moved_on,
        metrics.share(moved_on, clients_before) as moved_on_rate,
        quarter_start
    from counted

)

select * from final
