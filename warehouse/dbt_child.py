"""Run dbt once in a process of its own and tell, line by line, how it goes.

dbt keeps its database file locked until its process ends, so it never runs in ours. Standard output
carries one JSON object per line; standard input is a lifeline: when the parent dies, it closes.

What needs no rows (importing dbt, reading the project) is done at once; the build itself begins
when the parent sends a byte, so that both can go on while files are still being loaded.
"""

import gc
import importlib
import json
import os
import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

from warehouse import dbt_savings, dbt_templates

_VALUES = re.compile(r"'[^']*'|\b\d{5,}\b|[^\s@]+@[^\s@]+")
# What models in Python import, and dbt-duckdb for them: a second, spent while others load.
_FOR_MODELS = (
    *("asyncio", "pandas", "polars", "pyarrow.dataset"),
    *("warehouse.drivers", "warehouse.value.looks", "warehouse.value.worth"),
)
# The event by which dbt says how much it is about to build, before it opens the database.
_READY = "ConcurrencyLine"
# Where dbt keeps what it learns, seen from the project.
_TARGET = Path("..") / "target"
_HEARD = ("NodeStart", "NodeFinished", _READY)


def main() -> int:
    """Read the project, wait for the word, build; 0 when all was built and every test passed.

    The arguments are the folder of the project and, as a JSON list, what dbt is told.
    """
    project, told = sys.argv[1], json.loads(sys.argv[2])
    begin = threading.Event()
    threading.Thread(target=_listen, args=(begin,), daemon=True).start()
    # What dbt learns of the project stays, and what a build leaves in circles is 20 MB: to look
    # through it all again and again takes half a second.
    gc.disable()
    os.chdir(project)
    # dbt is imported late: it takes seconds, and only this process needs it.
    from dbt.cli.main import dbtRunner  # noqa: PLC0415

    dbt_savings.leave_out(_HEARD)
    templates = dbt_templates.Templates(_TARGET / dbt_templates.FILE)
    templates.use()

    def heard(event: Any) -> None:  # noqa: ANN401  (dbt's events have no public type)
        if event.info.name == _READY:
            _wait(begin)
        _tell(event)

    outcome = dbtRunner(callbacks=[heard]).invoke(["build", *told])
    begin.wait()
    templates.write()
    return _ended(outcome)


def _wait(begin: threading.Event) -> None:
    """Wait for the word: dbt has read the project and would open the database next."""
    for module in _FOR_MODELS:
        if not begin.is_set():
            importlib.import_module(module)
    begin.wait()
    os.nice(5)


def _leave(code: int) -> NoReturn:
    """End at once: to take all apart that dbt knows of the project would take a second."""
    from dbt.adapters.duckdb import DuckDBConnectionManager  # noqa: PLC0415

    if code == 0:
        _write_out(DuckDBConnectionManager.env().conn)
    DuckDBConnectionManager.close_all_connections()
    sys.stdout.flush()
    os._exit(code)


def _write_out(connection: Any) -> None:  # noqa: ANN401  (dbt is imported late)
    """Write both databases into their files at one time; closing would do it one by one."""

    def write(name: str) -> None:
        connection.cursor().execute(f"checkpoint {name}")

    with ThreadPoolExecutor() as both:
        list(both.map(write, ("regulars", "work")))


def _ended(outcome: Any) -> int:  # noqa: ANN401  (dbt is imported late)
    if outcome.exception is not None:
        _say(kind="crash", name="dbt", status="error", message=_public(str(outcome.exception)))
    return 0 if outcome.success else 1


def _listen(begin: threading.Event) -> None:
    """Hear the word to begin, and the end of the parent, which is ours too."""
    # Raw, not buffered: a buffered read would hold a lock that the end of this process needs.
    while os.read(sys.stdin.fileno(), 1):
        begin.set()
    os._exit(3)


def _tell(event: Any) -> None:  # noqa: ANN401  (dbt's events have no public type)
    name = event.info.name
    if name == _READY:
        _say(kind="total", name="", status="", total=int(event.data.node_count))
    elif name in _HEARD:
        node = event.data.node_info
        _say(
            kind="start" if name == "NodeStart" else "finish",
            name=node.node_name,
            resource=node.resource_type,
            status=str(node.node_status),
            seconds=round(getattr(event.data.run_result, "execution_time", 0.0), 3)
            if name == "NodeFinished"
            else 0.0,
            message=_failure(event.data) if name == "NodeFinished" else "",
        )


def _failure(data: Any) -> str:  # noqa: ANN401  (dbt's events have no public type)
    if str(data.node_info.node_status) in {"success", "pass"}:
        return ""
    return _public(data.run_result.message)


def _public(message: str) -> str:
    """Take values out of a message: a failed cast quotes the cell it failed on."""
    return _VALUES.sub("…", message)[:2000]


def _say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _leave(main())
