-- On which scales was recommendation asked, the most used first? One row per scale.
select
    recommend_scale,
    count(*) filter (where nps_group is not null) as responses
from marts.fct_survey_responses
where recommend_scale in ('0-10', '1-10')
group by recommend_scale
order by responses desc, recommend_scale asc
