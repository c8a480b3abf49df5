-- What was lost in $month, in money? One row per kind of loss.
select
    kind,
    sum(clients) as clients,
    sum(cases) as cases,
    sum(amount) as amount
from marts.losses
where
    month_start = $month
    and ($branches is null or list_contains($branches, branch) is true)
group by kind
order by amount desc, kind asc
