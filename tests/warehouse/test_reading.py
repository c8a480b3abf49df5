"""A build is read, and nothing else can be done through it."""

import duckdb
import polars as pl
import pytest

from warehouse.reading import QueryError, Warehouse


@pytest.fixture
def warehouse(tmp_path):
    file = tmp_path / "build.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("create table visits as select 1 as id, 2.50::decimal(18, 2) as paid")
    return Warehouse(file)


def test_decimals_come_as_floats(warehouse):
    answer = warehouse.ask("select * from visits")
    assert answer.rows() == [(1, 2.5)]
    assert answer.schema["paid"] == pl.Float64


def test_parameters_are_bound_and_surplus_ones_left_out(warehouse):
    assert warehouse.ask("select $a as a", {"a": 7, "b": 8}).item() == 7


@pytest.mark.parametrize(
    "sql",
    [
        "create table other as select 1",
        "drop table visits",
        "update visits set id = 2",
        "copy visits to 'out.csv'",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/*')",
        "attach 'other.duckdb'",
        "install excel",
        "set enable_external_access = true",
        "select 1; select 2",
        "",
    ],
)
def test_nothing_but_one_question_is_answered(warehouse, sql):
    with pytest.raises(QueryError):
        warehouse.ask(sql)


def test_a_build_may_be_opened_twice(warehouse, tmp_path):
    again = Warehouse(tmp_path / "build.duckdb")
    counts = [held.ask("select count(*) from visits").item() for held in (warehouse, again)]
    assert counts == [1, 1]


def test_a_damaged_build_is_named_with_what_to_do(tmp_path):
    (tmp_path / "broken.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(QueryError, match="regulars rollback"):
        Warehouse(tmp_path / "broken.duckdb")
