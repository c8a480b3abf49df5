-- Which channels did new clients come by? One row per channel.
select distinct acquisition_channel as channel
from marts.cohort_cells
order by channel
