-- Everybody who is looked at in a quarter has a kind of loyalty and stands at one stage, and moved
-- once from every earlier quarter on both grids.
with

looked_at as (

    select
        quarter_start,
        count(*) as clients
    from {{ ref('client_quarters') }}
    group by quarter_start

),

counted as (

    select
        'loyalty_types' as mart,
        quarter_start,
        count(*) as clients
    from {{ ref('loyalty_types') }}
    group by quarter_start

    union all

    select
        'loyalty_stages' as mart,
        quarter_start,
        sum(clients) as clients
    from {{ ref('loyalty_stages') }}
    group by quarter_start

    union all

    select
        'rfm_migration' as mart,
        to_quarter as quarter_start,
        sum(clients) as clients
    from {{ ref('rfm_migration') }}
    group by from_quarter, to_quarter

    union all

    select
        'rf_migration' as mart,
        to_quarter as quarter_start,
        sum(clients) as clients
    from {{ ref('rf_migration') }}
    group by from_quarter, to_quarter

)

select
    counted.mart,
    looked_at.quarter_start
from looked_at
full join counted
    on looked_at.quarter_start = counted.quarter_start
where looked_at.clients is distinct from counted.clients
