-- How far can the figures be trusted? One row per weakness of the data.
select
    measure,
    affected,
    total,
    share
from marts.data_quality
order by measure
