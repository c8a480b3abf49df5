"""Start a refresh that goes on when the page, and even the dashboard, is closed."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, cast

import streamlit as st

from dashboard import formats, reasons
from dashboard.language import _
from warehouse.workspace import Workspace

ROOT = Path(__file__).parents[2]


class NotStartedError(Exception):
    """The work could not be started; the text says why."""


def start(
    workspace: Workspace,
    files: Sequence[Path] = (),
    *,
    deleted_in: Sequence[Path] = (),
    take_back: str | None = None,
) -> None:
    """Load these files, or else the whole inbox, and build; returns once the work is under way.

    The lines that the files `deleted_in` lack count no longer. A load to `take_back` is all that is
    done before the build.
    """
    command = [
        *(sys.executable, "-m", "regulars", "refresh", "--in-background"),
        *("--workspace", str(workspace.root)),
        *(part for file in deleted_in for part in ("--deleted-in", str(file))),
        *(("--take-back", take_back) if take_back else ()),
        *("--", *map(str, files)),
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


def from_page(
    workspace: Workspace,
    files: Sequence[Path] = (),
    *,
    deleted_in: Sequence[Path] = (),
    take_back: str | None = None,
) -> bool:
    """Start for a person who waits; what stands in the way is said on the page."""
    with st.spinner(_("Starting …")):
        try:
            start(workspace, files, deleted_in=deleted_in, take_back=take_back)
        except NotStartedError as error:
            st.error(formats.plain(reasons.said(str(error).strip())))
            return False
    return True


def _apart() -> dict[str, Any]:
    """Give the child a session of its own: Ctrl+C in the dashboard's window does not reach it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
