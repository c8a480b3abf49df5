-- What did the client $client complain about, and what came of it? One row per complaint.
select
    cast(opened_at as date) as opened_date,
    cast(closed_at as date) as closed_date,
    category,
    severity,
    service,
    staff,
    branch,
    resolution
from marts.fct_complaints
where client_key = $client
order by opened_at desc, complaint_id asc
