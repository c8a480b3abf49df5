-- Which marts does the build hold? One row per mart.
select
    table_name as mart,
    estimated_size as row_count,
    comment as description
from duckdb_tables()
where schema_name = 'marts'
order by table_name
