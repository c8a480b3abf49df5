"""`regulars refresh --watch`: a refresh whenever files arrive, told in lines for a journal."""

import signal
from pathlib import Path

import refreshing
import terminal
from ingestion import arrivals
from refreshing import Wish
from warehouse.jobs import Job
from warehouse.workspace import Workspace, make_folders


def watch(workspace: Workspace, quiet_seconds: float) -> None:
    """Refresh until asked to end; a refresh that fails is told, and the watch goes on."""
    # A service is ended by SIGTERM: it ends us as Ctrl+C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    make_folders(workspace)
    terminal.say(f"Watching {workspace.inbox}; Ctrl+C ends it.")
    left: list[Path] = []
    try:
        for files in arrivals.batches(workspace.inbox, quiet_seconds):
            # What a refresh before could not load is tried again with the next.
            wanted = [file for file in left if file.is_file() and file not in files]
            left = _refresh(workspace, [*wanted, *files])
    except KeyboardInterrupt:
        terminal.say("Stopped watching.")


def _refresh(workspace: Workspace, files: list[Path]) -> list[Path]:
    """Load and build; give the files that are left because it failed."""
    terminal.say(f"{len(files)} file{'s' if len(files) > 1 else ''} arrived.")
    try:
        done = refreshing.refresh(workspace, Wish(files, builds_always=False, waits=True), _silent)
    except refreshing.MENDABLE as error:
        terminal.say(f"The refresh failed: {error}")
        return files
    terminal.print_refreshed(done, as_json=False)
    return []


def _silent(_: Job) -> None:
    """Say nothing of single steps: a journal keeps every line."""
