-- Which branches are there? One row per branch.
select branch
from marts.dim_branches
order by branch
