-- Who works here, or did? One row per member of staff.
select staff
from marts.dim_staff
order by staff
