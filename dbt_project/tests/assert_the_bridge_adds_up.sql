-- The components of a month add up to the change of its revenue, to the cent, and no month of a
-- branch that can be compared is left out.
with

kpis as (

    select * from {{ ref('monthly_kpis') }}

),

bases as (

    select
        'previous_month' as against,
        1 as months
    union all
    select
        'previous_year' as against,
        12 as months

),

changes as (

    select
        bases.against,
        kpis.month_start,
        kpis.branch,
        kpis.revenue - coalesce(kpis_before.revenue, 0) as change
    from kpis
    cross join bases
    inner join {{ ref('int_months') }} as base_months
        on {{ add_months('kpis.month_start', '- bases.months') }} = base_months.month_start
    left join kpis as kpis_before
        on
            base_months.month_start = kpis_before.month_start
            and kpis.branch = kpis_before.branch

),

bridge as (

    select
        against,
        month_start,
        branch,
        sum(amount) as amount
    from {{ ref('revenue_bridge') }}
    group by against, month_start, branch

)

select count(*) as months
from changes
full join bridge
    on
        changes.against = bridge.against
        and changes.month_start = bridge.month_start
        and changes.branch = bridge.branch
where changes.change is distinct from bridge.amount
having count(*) > 0
