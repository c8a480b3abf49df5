"""The same landing gives the same rows, to the last digit, however often it is built."""

import json
import shutil

import duckdb
import pytest

from warehouse import building, builds, settings
from warehouse.workspace import Workspace

# What becomes of doubles in any order is the same; of all other aggregates it is not.
IN_ANY_ORDER = {"min", "max", "count", "array_agg", "quantile_cont"}


@pytest.fixture(scope="module")
def built_again(demo_workspace, tmp_path_factory):
    """A copy of the demo, built once more; its draft is still there."""
    salon = shutil.copytree(demo_workspace, tmp_path_factory.mktemp("again") / "salon")
    workspace = Workspace(salon)
    with building.drafting(workspace, settings.load(workspace.settings_file)) as draft:
        draft.publish()
        yield workspace


def marts(connection, build):
    return [
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() "
            "where database_name = ? and schema_name = 'marts' order by table_name",
            [build],
        ).fetchall()
    ]


def test_a_landing_built_twice_gives_the_same_rows(demo_workspace, built_again):
    with duckdb.connect() as both:
        for name, warehouse in (
            ("once", demo_workspace / "warehouse"),
            ("again", built_again.warehouse),
        ):
            both.execute(f"attach '{builds.latest(warehouse)}' as {name} (read_only)")
        assert marts(both, "once") == marts(both, "again")
        assert [
            (name, there, rows)
            for name in marts(both, "once")
            for there, elsewhere in (("once", "again"), ("again", "once"))
            for (rows,) in both.execute(
                f"select count(*) from (from {there}.marts.{name} "
                f"except all from {elsewhere}.marts.{name})"
            ).fetchall()
            if rows
        ] == []


def test_no_model_adds_up_doubles(built_again):
    """Doubles add up to other digits in another order, and threads finish in any."""
    draft = built_again.warehouse / "draft"
    models = [
        file
        for file in sorted((draft / "target").rglob("models/**/*.sql"))
        if "compiled" in file.parts and file.parent.suffix != ".yml"
    ]
    with duckdb.connect() as connection:
        for name, file in (
            ("regulars", builds.latest(built_again.warehouse)),
            ("work", draft / "work.duckdb"),
        ):
            connection.execute(
                f"attach '{file}' as {name}{' (read_only)' if name == 'regulars' else ''}"
            )
        connection.execute("use regulars")
        for schema in ("raw", "staging"):
            _as_tables(connection, schema)
        added = {file.stem: added_up(connection, file.read_text("utf-8")) for file in models}
    assert {"month_sums", "cadences", "value_groups", "int_client_gaps"} <= set(added)
    assert {model: found for model, found in added.items() if found} == {}


def test_a_sum_of_doubles_is_seen_where_there_is_one():
    with duckdb.connect() as connection:
        connection.execute("create table t as select 1.0::double as x, 1.0 as money, 1 as k")
        for sql, found in {
            "select sum(x) from t": {"sum"},
            "select k, 1 + avg(ln(money)) as mean from t group by k": {"avg"},
            "select sum(x) over (order by k) from t": {"sum"},
            "select max(x), sum(money), sum(cast(x as decimal(38, 12))) from t": set(),
        }.items():
            assert added_up(connection, sql) == found


def _as_tables(connection, schema):
    """Turn views into tables: plans that read files cannot be written down."""
    views = connection.execute(
        "select view_name from duckdb_views() where database_name = 'work' and schema_name = ?",
        [schema],
    ).fetchall()
    for (view,) in views:
        name = f"work.{schema}.{view}"
        connection.execute(f"create table {name}_rows as from {name}")
        connection.execute(f"drop view {name}")
        connection.execute(f"alter table {name}_rows rename to {view}")


def added_up(connection, sql):
    """Name the aggregates of doubles, in groups and in windows, that hang on the order of rows."""
    (written,) = connection.execute(
        "select json_serialize_plan(?::varchar, optimize := false)", [sql]
    ).fetchone()
    plan = json.loads(written)
    assert not plan["error"], plan
    return {
        part["qname"]["path"][-1]
        for part in parts_of(plan)
        if str(part.get("type")) in {"BOUND_AGGREGATE", "WINDOW_AGGREGATE"}
        and {"DOUBLE", "FLOAT"} & {argument["id"] for argument in part.get("arguments", [])}
    } - IN_ANY_ORDER


def parts_of(plan):
    """Give all parts of a plan, however deep."""
    if isinstance(plan, dict):
        yield plan
        plan = list(plan.values())
    if isinstance(plan, list):
        for inner in plan:
            yield from parts_of(inner)
