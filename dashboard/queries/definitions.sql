-- What do the marts and their columns mean? One row per mart and per column of it.
select
    table_name as mart,
    null as column_name,
    comment as description
from duckdb_tables()
where schema_name = 'marts'

union all

select
    table_name as mart,
    column_name,
    comment as description
from duckdb_columns()
where schema_name = 'marts'
