"""Run dbt once in a process of its own and tell, line by line, how it goes.

dbt keeps its database file locked until its process ends, so it never runs in ours. Standard output
carries one JSON object per line; standard input is a lifeline: when the parent dies, it closes.
"""

import json
import os
import re
import sys
import threading
from typing import Any

_VALUES = re.compile(r"'[^']*'|\b\d{5,}\b|[^\s@]+@[^\s@]+")


def main() -> int:
    """Run dbt with the arguments given; 0 when every model was built and every test passed."""
    # dbt is imported late: it takes seconds, and only this process needs it.
    from dbt.cli.main import dbtRunner  # noqa: PLC0415

    threading.Thread(target=_die_with_parent, daemon=True).start()
    os.nice(5)
    outcome = dbtRunner(callbacks=[_tell]).invoke(sys.argv[1:])
    if outcome.exception is not None:
        _say(kind="crash", name="dbt", status="error", message=_public(str(outcome.exception)))
    return 0 if outcome.success else 1


def _die_with_parent() -> None:
    # Raw, not buffered: a buffered read would hold a lock that the end of this process needs.
    os.read(sys.stdin.fileno(), 1)
    os._exit(3)


def _tell(event: Any) -> None:  # noqa: ANN401  (dbt's events have no public type)
    name = event.info.name
    if name in {"NodeStart", "NodeFinished"}:
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
    elif name == "ConcurrencyLine":
        _say(kind="total", name="", status="", total=int(event.data.node_count))


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
    sys.exit(main())
