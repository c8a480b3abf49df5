-- Which services and products are there, and of which category is each? One row per service.
select
    service,
    service_category
from marts.dim_services
order by service
