"""Time the build on an invented landing zone: `python -m bench.building [--lines N]`.

The measure is the bare SQL of the same models: the statements that dbt compiled, run one after the
other in one DuckDB session, without dbt, tests, descriptions, audit and publication.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from bench import invented_landing
from bench.measuring import processor
from warehouse import building, builds, dbt_run, raw, salon_file, settings
from warehouse.settings import Settings
from warehouse.workspace import Workspace

console = Console()
_SHOWN = 10
_MEGABYTES = 1024


def main() -> None:
    """Take the number of lines from the command line."""
    arguments = argparse.ArgumentParser(prog="bench.building")
    arguments.add_argument("--lines", type=int, default=1_000_000)
    compare(arguments.parse_args().lines)


def compare(lines: int) -> None:
    """Invent a landing zone, build it, run the same SQL bare, and print how they compare."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "salon")
        workspace.root.mkdir()
        text = salon_file.text("Bench", "EUR", "HU", "Europe/Budapest")
        workspace.settings_file.write_text(text, encoding="utf-8")
        invented_landing.make(workspace, lines)
        report(workspace, settings.load(workspace.settings_file), lines)


def report(workspace: Workspace, chosen: Settings, lines: int) -> None:
    """Build, run bare, and print the ratio, the memory and the slowest models."""
    seconds: dict[str, float] = {}
    start, used = time.perf_counter(), processor()
    building.build(workspace, chosen, lambda step: seconds.update({step.name: step.seconds}))
    built, built_used = time.perf_counter() - start, processor() - used
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _MEGABYTES
    with tempfile.TemporaryDirectory() as folder:
        bare, bare_used, connection, models = _bare(Path(folder), workspace, chosen)
        console.print(
            f"{lines:,} lines: built and published in {built:.1f} s = {built / bare:.2f} times its "
            f"bare SQL ({bare:.1f} s), {built_used / bare_used:.2f} times its processor time "
            f"({bare_used:.1f} s); at most {peak:,.0f} MB"
        )
        slowest = sorted(models, key=lambda name: seconds.get(name, 0.0), reverse=True)[:_SHOWN]
        for name in slowest:
            scan = _scan(connection, models[name])
            console.print(
                f"  {name}: {seconds.get(name, 0.0):.2f} s; one scan of its input {scan:.2f} s"
            )
        connection.close()


def _bare(
    folder: Path, workspace: Workspace, chosen: Settings
) -> tuple[float, float, duckdb.DuckDBPyConnection, dict[str, list[str]]]:
    """Run the compiled models in one session; give its seconds, itself and each model's inputs."""
    manifest = _compiled(folder, workspace, chosen)
    nodes = {
        key: node
        for key, node in manifest["nodes"].items()
        if node["resource_type"] in {"model", "seed"}
    }
    order = TopologicalSorter({key: _parents(node, nodes) for key, node in nodes.items()})
    limits = dbt_run.environment(folder)
    connection = duckdb.connect(
        str(folder / "regulars.duckdb"),
        config={
            "memory_limit": limits["REGULARS_MEMORY"],
            "temp_directory": limits["REGULARS_TEMP"],
        },
    )
    connection.execute(f"attach '{folder / 'work.duckdb'}' as work")
    connection.execute("set preserve_insertion_order = false")
    _macros(connection, workspace)
    _seeds(connection, nodes.values())
    start, used = time.perf_counter(), processor()
    for key in order.static_order():
        node = nodes[key]
        if node["resource_type"] == "model":
            _make(connection, node)
    bare, bare_used = time.perf_counter() - start, processor() - used
    inputs = {
        node["name"]: [manifest_relation(manifest, parent) for parent in _all_parents(node)]
        for node in nodes.values()
        if node["resource_type"] == "model"
    }
    return bare, bare_used, connection, inputs


def _make(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> None:
    connection.execute(f"create schema if not exists {node['database']}.{node['schema']}")
    code, name = node["compiled_code"], node["relation_name"]
    if node["language"] == "python":
        model: dict[str, Any] = {}
        exec(code, model)  # noqa: S102  (our own model, as dbt compiled it)
        rows = model["model"](model["dbtObj"](connection.table), connection)  # noqa: F841
        connection.execute(f"create table {name} as from rows")
        return
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    connection.execute(f"create {kind} {name} as {code}")


def _compiled(folder: Path, workspace: Workspace, chosen: Settings) -> dict[str, Any]:
    raw.prepare(folder / "work.duckdb", workspace, chosen)
    command = [sys.executable, "-m", "dbt.cli.main", "compile", "--quiet"]
    paths = ["--project-dir", str(dbt_run.PROJECT), "--profiles-dir", str(dbt_run.PROJECT)]
    subprocess.run(
        [
            *command,
            *paths,
            *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs")),
            *("--vars", json.dumps(chosen.dbt_vars())),
        ],
        env=dbt_run.environment(folder),
        check=True,
    )
    content: dict[str, Any] = json.loads((folder / "target" / "manifest.json").read_text())
    return content


def _parents(node: dict[str, Any], nodes: dict[str, Any]) -> list[str]:
    return [parent for parent in node.get("depends_on", {}).get("nodes", []) if parent in nodes]


def _all_parents(node: dict[str, Any]) -> list[str]:
    parents: list[str] = node["depends_on"]["nodes"]
    return parents


def manifest_relation(manifest: dict[str, Any], key: str) -> str:
    """Name the relation of a model, a seed or a source."""
    node = manifest["nodes"].get(key) or manifest["sources"][key]
    name: str = node["relation_name"]
    return name


def _macros(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> None:
    """Bring the ratios that dbt defines before its models from the build just published."""
    connection.execute(f"attach '{builds.latest(workspace.warehouse)}' as published (read_only)")
    macros = connection.execute(
        "select function_name, parameters, macro_definition "
        "from duckdb_functions() where database_name = 'published' "
        "and function_type = 'macro' and schema_name = 'metrics'"
    ).fetchall()
    connection.execute("detach published")
    connection.execute("create schema metrics")
    waiting = {
        name: f"create macro metrics.{name}({', '.join(parameters)}) as {definition}"
        for name, parameters, definition in macros
    }
    # One that uses another must follow it, and the build lists them by name.
    while waiting:
        made = [name for name, statement in waiting.items() if _can(connection, statement)]
        if not made:
            raise SystemExit(f"These macros cannot be made: {', '.join(waiting)}")
        for name in made:
            del waiting[name]


def _can(connection: duckdb.DuckDBPyConnection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except duckdb.CatalogException:
        return False
    return True


def _seeds(connection: duckdb.DuckDBPyConnection, nodes: Iterable[dict[str, Any]]) -> None:
    for node in nodes:
        if node["resource_type"] == "seed":
            connection.execute(f"create schema if not exists {node['database']}.{node['schema']}")
            file = dbt_run.PROJECT / node["original_file_path"]
            connection.execute(
                f"create table {node['relation_name']} as from read_csv('{file}', header = true)"
            )


def _scan(connection: duckdb.DuckDBPyConnection, relations: list[str]) -> float:
    """Read every column of every input once."""
    start = time.perf_counter()
    for relation in relations:
        # Hashed, because counts are answered from what DuckDB knows of a table without reading it.
        connection.execute(f"select bit_xor(hash(columns(*))) from {relation}").fetchall()  # noqa: S608
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
