-- What does more money bring? One row per fifth of the channel's months by cost.
select
    spend_level,
    months,
    cost,
    new_clients,
    cac,
    marginal_cac,
    tells_more_money,
    metrics.surplus(new_clients, $allowable_cac, cost) as surplus
from metrics.spend_levels_of($channel)
order by spend_level
