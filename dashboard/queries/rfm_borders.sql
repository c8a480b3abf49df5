-- Where are the three axes cut? One row per axis, as of the quarter $quarter.
select
    axis,
    max(threshold) filter (where level = 1) as lower_border,
    max(threshold) filter (where level = 2) as upper_border,
    bool_or(is_own_border) as is_own_border
from marts.rfm_thresholds
where
    quarter_start = $quarter
    and axis in ('recency', 'frequency', 'monetary')
group by axis
order by axis
