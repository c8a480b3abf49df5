-- What would the score be if all kinds of clients had answered alike? One row, of the whole salon.
select
    nps,
    responses,
    clients,
    effective_responses,
    reading,
    case when reading != 'hidden' then nps_weighted end as nps_weighted,
    case when reading != 'hidden' then nps_low end as nps_low,
    case when reading != 'hidden' then nps_high end as nps_high
from marts.nps_weighted
where quarter_start = $quarter and recommend_scale = $scale
