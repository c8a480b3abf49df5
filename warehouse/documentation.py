"""dbt's own documentation of the build that is shown, as one page to open in a browser."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from warehouse import builds, dbt_run
from warehouse.dbt_run import BuildError
from warehouse.settings import Settings
from warehouse.workspace import Workspace


def write(workspace: Workspace, settings: Settings, file: Path) -> None:
    """Write what every mart and column means, how it is made, and from what.

    It holds definitions and SQL, and no row of the salon's. `NoBuildError` where nothing was
    published yet, `BuildError` where an analyst's model cannot be read.
    """
    shown = builds.latest(workspace.warehouse)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _without_rows(shown, folder / "regulars.duckdb")
        told = dbt_run.arguments(folder, workspace, settings)
        done = subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "docs", "generate", "--static", *told],
            cwd=folder / dbt_run.PLACE,
            env=dbt_run.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        page = folder / "target" / "static_index.html"
        if done.returncode != 0 or not page.is_file():
            raise BuildError(
                "The documentation was not written; `regulars build` says which model is wrong."
            )
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, file)


def _without_rows(build: Path, copy: Path) -> None:
    """Make the same tables empty: dbt opens a database for writing, and no build may change."""
    with duckdb.connect(str(copy)) as connection:
        connection.execute(f"attach '{build}' as shown (read_only)")
        connection.execute("create schema marts")
        tables = connection.execute(
            "select table_name from duckdb_tables() "
            "where database_name = 'shown' and schema_name = 'marts'"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"create table marts.{table} as from shown.marts.{table} limit 0")
