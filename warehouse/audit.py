"""Check a draft before it is published, from a fresh process: `python -m warehouse.audit`.

Rows and money are counted again straight from the landed files, by another road than the models
take, so that a wrong join cannot prove itself right.
"""

import json
import sys
from pathlib import Path

import duckdb

from warehouse import memory

# The state of the newest export of every landed line, summed by day. Lines that another one stands
# for are left out; where the sale of a booking was found, it says what was paid.
_LANDED_DAYS = """
create temp table landed as
with states as (
    select line.line_key, line.starts_at, line.net_amount, loads.exported_at
    from read_parquet($files, union_by_name = true) as line
    inner join work.raw.loads as loads on line.load_id = loads.load_id
),
newest as (
    -- No two loads have one age.
    select line_key, max(exported_at) as exported_at from states group by line_key
),
last_states as (
    select states.line_key, states.starts_at, states.net_amount
    from states
    inner join newest
        on states.line_key = newest.line_key and states.exported_at = newest.exported_at
)
select
    cast(line.starts_at as date) as line_date,
    count(*) as lines,
    coalesce(sum(coalesce(sale.net_amount, line.net_amount)), 0) as net_amount
from last_states as line
left join work.intermediate.int_lines_paired as pair on line.line_key = pair.booking_line_key
left join work.intermediate.int_systems_reconciled as same on line.line_key = same.line_key
left join last_states as sale
    on coalesce(same.money_line_key, pair.sale_line_key) = sale.line_key
where line.line_key not in (select line_key from work.intermediate.int_lines_superseded)
group by 1
"""

_DAYS_THAT_DIFFER = """
with built as (
    select line_date, count(*) as lines, sum(net_amount) as net_amount
    from marts.fct_booking_lines group by 1
)
select
    coalesce(landed.line_date, built.line_date) as day,
    coalesce(landed.lines, 0), coalesce(built.lines, 0),
    coalesce(landed.net_amount, 0), coalesce(built.net_amount, 0)
from landed full join built on landed.line_date is not distinct from built.line_date
where landed.lines is distinct from built.lines
    or landed.net_amount is distinct from built.net_amount
order by day limit 1
"""

_REVENUE = """
select
    (select coalesce(sum(net_amount), 0) from marts.fct_booking_lines
        where status = 'completed' and item_type != 'tip') as lines,
    (select coalesce(sum(net_amount), 0) from marts.fct_visit_lines) as visit_lines,
    (select coalesce(sum(revenue), 0) from marts.fct_visits)
        + (select coalesce(sum(net_amount), 0) from marts.fct_visit_lines where visit_id is null)
        as visits,
    (select coalesce(sum(revenue), 0) from marts.monthly_kpis) as months
"""

_PERSONAL = ("client_name", "phone", "email", "notes")


class AuditError(Exception):
    """The draft does not agree with what was landed; it must not be published."""


def main() -> int:
    """Audit the draft named in the arguments; print a JSON report; 1 where it fails.

    Begins when its input ends, so that it can be started while the draft is still being built.
    """
    draft, work = (Path(argument) for argument in sys.argv[1:3])
    sys.stdin.read()
    try:
        report = audit(draft, work)
    except (AuditError, duckdb.Error) as error:
        sys.stdout.write(json.dumps({"error": str(error)}))
        return 1
    sys.stdout.write(json.dumps(report))
    return 0


def audit(draft: Path, work: Path) -> dict[str, int]:
    """Open the draft read-only, count its marts and reconcile; `AuditError` names what differs."""
    if draft.with_name(draft.name + ".wal").exists():
        raise AuditError("The draft was not closed properly: a write-ahead log is left beside it.")
    with duckdb.connect(str(draft), read_only=True) as connection:
        connection.execute(f"set memory_limit = '{memory.megabytes()}MB'")
        connection.execute(f"attach '{work}' as work (read_only)")
        sizes = _sizes(connection)
        _keep_contacts_in_one_mart(connection)
        _reconcile_days(connection)
        _reconcile_revenue(connection)
    return {"marts": len(sizes), "rows": sum(sizes.values())}


def _sizes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    tables = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where database_name = current_database() and not temporary"
    ).fetchall()
    return {
        table: connection.execute(f"select count(*) from {table}").fetchall()[0][0]  # noqa: S608
        for (table,) in tables
    }


def _keep_contacts_in_one_mart(connection: duckdb.DuckDBPyConnection) -> None:
    elsewhere = connection.execute(
        "select table_name || '.' || column_name from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'marts' "
        "and table_name != 'client_contacts' and list_contains($personal, column_name)",
        {"personal": list(_PERSONAL)},
    ).fetchall()
    if elsewhere:
        raise AuditError(
            "Personal data may lie in client_contacts alone, but was found in "
            + ", ".join(name for (name,) in elsewhere)
        )


def _reconcile_days(connection: duckdb.DuckDBPyConnection) -> None:
    files = [name for (name,) in connection.execute("from work.raw.landed_files").fetchall()]
    if not files:
        return
    connection.execute(_LANDED_DAYS, {"files": files})
    if differing := connection.execute(_DAYS_THAT_DIFFER).fetchall():
        day, lines_landed, lines_built, money_landed, money_built = differing[0]
        raise AuditError(
            f"{day}: {lines_landed} lines of {money_landed} were loaded, but the build has "
            f"{lines_built} lines of {money_built}."
        )


def _reconcile_revenue(connection: duckdb.DuckDBPyConnection) -> None:
    (sums,) = connection.execute(_REVENUE).fetchall()
    if len(set(sums)) != 1:
        named = zip(("booking lines", "visit lines", "visits", "months"), sums, strict=True)
        raise AuditError(
            "Revenue differs between marts: " + ", ".join(f"{name} {sum_}" for name, sum_ in named)
        )


if __name__ == "__main__":
    sys.exit(main())
