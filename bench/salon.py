"""Time the road of an invented salon: `python -m bench.salon [--clients N]`."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from rich.console import Console

import refreshing
from demo import salon_toml, writing
from demo.options import Options
from ingestion import loading
from warehouse import building, dbt_run, settings
from warehouse.workspace import Workspace, make_folders

console = Console()
_VARS = json.dumps(settings.Settings().dbt_vars())


def main() -> None:
    """Invent, load and build a salon, each step timed against a bare equivalent."""
    arguments = argparse.ArgumentParser(prog="bench.salon")
    arguments.add_argument("--clients", type=int, default=3000)
    compare(arguments.parse_args().clients)


def compare(clients: int) -> None:
    """Take an invented salon down the whole road."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "salon")
        make_folders(workspace)
        workspace.settings_file.write_text(salon_toml.salon_toml(), encoding="utf-8")
        chosen = settings.load(workspace.settings_file)
        truth = workspace.root / "truth"
        invented = _timed(
            "invent", lambda: writing.write(workspace.inbox, Options(clients=clients), truth)
        )
        files = loading.inbox_files(workspace)
        bare = _timed("polars reads the CSV files", lambda: _read_bare(files))
        loaded = _timed("load", lambda: loading.load_files(workspace, chosen, files))
        idle = _timed("dbt parses the project", _parse)
        built = _timed("build and publish", lambda: building.build(workspace, chosen))
        again = _emptied(workspace)
        whole = _timed("files to published build", lambda: _refresh(again))
    console.print(f"load: {loaded / bare:.1f} times polars' bare read")
    console.print(f"build: {built / idle:.1f} times dbt's own parsing")
    console.print(
        f"files to published build: {whole / (loaded + built):.2f} times one after the other "
        f"(inventing: {invented:.1f} s)"
    )


def _emptied(workspace: Workspace) -> Workspace:
    """Give the same files to a salon that never loaded or built anything."""
    other = Workspace(workspace.root.with_name("again"))
    make_folders(other)
    shutil.copytree(workspace.inbox, other.inbox, dirs_exist_ok=True)
    shutil.copyfile(workspace.settings_file, other.settings_file)
    return other


def _refresh(workspace: Workspace) -> None:
    refreshing.refresh(workspace, refreshing.Wish(), lambda _: None)


def _read_bare(files: list[Path]) -> None:
    for file in files:
        if file.suffix == ".csv":
            pl.read_csv(file, infer_schema=False, truncate_ragged_lines=True)


def _parse() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dbt.cli.main", "parse", "--quiet"]
        paths = ["--project-dir", str(dbt_run.PROJECT), "--profiles-dir", str(dbt_run.PROJECT)]
        subprocess.run(
            [*command, *paths, "--target-path", folder, "--vars", _VARS],
            env=dbt_run.environment(Path(folder)),
            check=True,
        )


def _timed(name: str, act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    seconds = time.perf_counter() - start
    console.print(f"{name}: {seconds:.2f} s")
    return seconds


if __name__ == "__main__":
    main()
