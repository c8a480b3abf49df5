"""Start a refresh that goes on when the page, and even the dashboard, is closed."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, cast

from warehouse.workspace import Workspace

ROOT = Path(__file__).parents[2]


class NotStartedError(Exception):
    """The work could not be started; the text says why."""


def start(workspace: Workspace, files: Sequence[Path] = ()) -> None:
    """Load these files, or else the whole inbox, and build; returns once the work is under way."""
    command = [
        *(sys.executable, "-m", "regulars", "refresh", "--in-background"),
        *("--workspace", str(workspace.root), "--", *map(str, files)),
    ]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **_apart(),
    )
    with cast("IO[str]", child.stdout) as said:
        first = said.readline()
        if first.strip() != "started":
            words = first + said.read()
            child.wait()
            raise NotStartedError(words)
    # Somebody must ask for the exit code, or the system keeps the ended process in its list.
    threading.Thread(target=child.wait, daemon=True).start()


def _apart() -> dict[str, Any]:
    """Give the child a session of its own: Ctrl+C in the dashboard's window does not reach it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
