-- By which formula is a ratio made of sums? One row per macro of `metrics`.
select
    function_name as metric,
    macro_definition as formula
from duckdb_functions()
where schema_name = 'metrics' and function_type = 'macro'
order by metric
