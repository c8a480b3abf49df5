"""Only a build about which everything holds is shown; whatever fails leaves the last one."""

import hashlib
import signal
import subprocess
import sys
import time

import polars as pl
import pytest
from filelock import FileLock

from tests.conftest import ROOT
from tests.pipeline.conftest import current
from warehouse import building, builds, landing, settings
from warehouse.building import BuildRunningError
from warehouse.dbt_run import BuildError
from warehouse.workspace import Workspace


def build(salon, **options):
    return building.build(Workspace(salon), settings.load(salon / "salon.toml"), **options)


def shown(salon):
    file = builds.latest(salon / "warehouse")
    return file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_published_build_is_what_its_pointer_says(small_salon):
    said = builds.publication(small_salon / "warehouse")
    file = small_salon / "warehouse" / said.file
    assert hashlib.sha256(file.read_bytes()).hexdigest() == said.sha256
    assert file.stat().st_mode & 0o222 == 0, "nobody may write to it"
    assert list((small_salon / "warehouse").glob("*.wal")) == []
    assert not (small_salon / "warehouse" / "draft").exists()


def test_a_killed_build_leaves_the_last_one_on_screen(own_salon):
    before = shown(own_salon)
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "regulars.py"), "build", "--workspace", str(own_salon)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    draft = own_salon / "warehouse" / "draft" / "regulars.duckdb"
    while not draft.exists():  # dbt has begun to write
        assert child.poll() is None
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert shown(own_salon) == before
    current(own_salon).ask("select count(*) from marts.fct_visits")


def test_the_next_build_after_a_killed_one_sweeps_up_and_publishes(own_salon):
    draft = own_salon / "warehouse" / "draft"
    draft.mkdir()
    (draft / "regulars.duckdb").write_bytes(b"half a build")
    before, said = shown(own_salon), build(own_salon, with_unit_tests=True)
    assert said.file != before[0]
    assert not draft.exists()


def test_the_same_rows_give_the_same_marts(own_salon):
    tables = (
        "select table_name from duckdb_tables() where schema_name = 'marts' "
        "and table_name != 'load_log' order by 1"
    )
    first = current(own_salon)
    names = first.ask(tables)["table_name"].to_list()
    before = {name: first.ask(f"select * from marts.{name} order by all") for name in names}
    build(own_salon)
    second = current(own_salon)
    assert [
        n
        for n in names
        if not before[n].equals(second.ask(f"select * from marts.{n} order by all"))
    ] == []


def test_an_analysts_model_is_built_tested_and_shown(own_salon):
    (own_salon / "models" / "revenue_by_weekday.sql").write_text(
        "select dayofweek(visit_date) as weekday, sum(revenue) as revenue "
        "from {{ ref('fct_visits') }} group by weekday"
    )
    build(own_salon)
    found = current(own_salon).ask("select sum(revenue) from marts.revenue_by_weekday").item()
    assert found == 312.5


def test_a_failing_test_keeps_a_build_from_being_shown(own_salon):
    before = shown(own_salon)
    (own_salon / "models" / "always_wrong.sql").write_text("select 1 as id union all select 1")
    (own_salon / "models" / "always_wrong.yml").write_text(
        "models: [{name: always_wrong, columns: [{name: id, data_tests: [unique]}]}]"
    )
    with pytest.raises(BuildError, match="unique_always_wrong_id"):
        build(own_salon)
    assert shown(own_salon) == before
    assert "unique_always_wrong_id" in builds.last_failure(own_salon / "warehouse").message


def test_what_failed_is_forgotten_when_a_build_is_published(own_salon):
    builds.note_failure(own_salon / "warehouse", builds.Failure("2026-01-01T00:00:00+00:00", "x"))
    build(own_salon)
    assert builds.last_failure(own_salon / "warehouse") is None


def test_two_builds_do_not_run_at_once(own_salon):
    with (
        FileLock(own_salon / "warehouse" / ".lock"),
        pytest.raises(BuildRunningError, match="Another build is running"),
    ):
        build(own_salon)


def test_money_that_was_landed_and_is_not_in_the_marts_is_noticed(own_salon, tmp_path):
    # The audit against landed rows that the build did not see.
    workspace = Workspace(own_salon)
    (file,) = landing.files(workspace, "booking_lines")
    work = _working_database(tmp_path, file)
    lines = pl.read_parquet(file)
    lines.with_columns(net_amount=pl.col("net_amount") + 1).write_parquet(file)
    report = subprocess.run(
        [
            *(sys.executable, "-m", "warehouse.audit"),
            *(str(builds.latest(workspace.warehouse)), str(work)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert report.returncode == 1
    assert "2026-01-05: 1 lines of 41.00 were loaded" in report.stdout


def _working_database(folder, landed):
    import duckdb  # noqa: PLC0415  (this test alone needs it)

    file = folder / "work.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema raw")
        connection.execute(
            "create table raw.landed_files as select $file as file", {"file": str(landed)}
        )
        connection.execute(
            "create table raw.loads as select distinct load_id, loaded_at as exported_at "
            "from read_parquet($file)",
            {"file": str(landed)},
        )
        connection.execute("create schema intermediate")
        for table, columns in {
            "int_lines_paired": "booking_line_key varchar, sale_line_key varchar",
            "int_systems_reconciled": "line_key varchar, money_line_key varchar",
            "int_lines_superseded": "line_key varchar",
        }.items():
            connection.execute(f"create table intermediate.{table} ({columns})")
    return file
