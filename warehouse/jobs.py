"""Long work of one salon, told in one small file: it outlives the page that asked for it.

One job runs at a time and holds a lock for as long as its process lives. A file that says "running"
while nobody holds the lock belongs to a job that was killed: no clock and no process id is asked.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from filelock import FileLock, Timeout

from warehouse.workspace import Workspace

State = Literal["loading", "building", "done", "failed", "stopped"]

_FILE = "JOB"
_LOCK = ".job.lock"
_LOCK_SECONDS = 2.0
_SECONDS_BETWEEN_WRITES = 0.2
_KILLED = (
    "The work was stopped before it was finished. What was loaded stays loaded, and the last build "
    "is still shown. Load again: nothing is counted twice."
)


class JobRunningError(Exception):
    """A job runs for this salon already."""


@dataclass(frozen=True)
class Job:
    """How far a job is, or what came of it; times are UTC, ISO 8601."""

    started_at: str
    state: State
    pid: int
    done: int = 0
    total: int = 0
    current: str = ""
    loads: list[dict[str, Any]] = field(default_factory=list)
    build: dict[str, Any] | None = None
    taken_back: dict[str, Any] | None = None
    message: str = ""
    finished_at: str | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether there is still something to wait for."""
        return self.state in ("loading", "building")


class Record:
    """The job of this process, written down as it goes on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written = 0.0
        self.job = Job(_now(), "loading", os.getpid())
        self._write()

    def note(self, **changes: object) -> None:
        """Write how far the job is; not oftener than a page asks for it."""
        before = self.job.state
        self.job = replace(self.job, **changes)  # type: ignore[arg-type]
        is_due = monotonic() - self._written >= _SECONDS_BETWEEN_WRITES
        if is_due or self.job.state != before:
            self._write()

    def end(self, state: State, message: str = "", **changes: object) -> None:
        """Write what came of the job."""
        self.note(state=state, message=message, finished_at=_now(), **changes)

    def _write(self) -> None:
        draft = self._file.with_name(f".{self._file.name}.draft")
        draft.write_text(json.dumps(asdict(self.job), default=str), encoding="utf-8")
        draft.chmod(0o600)
        draft.replace(self._file)
        self._written = monotonic()


@contextlib.contextmanager
def alone(workspace: Workspace, waits: bool = False) -> Iterator[Record]:
    """Be the one job of this salon; `JobRunningError` where there is one and nobody `waits`."""
    workspace.warehouse.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(workspace.warehouse / _LOCK)
    try:
        lock.acquire(timeout=-1 if waits else _LOCK_SECONDS)
    except Timeout as error:
        raise JobRunningError(
            "Files are being loaded or figures built for this salon already. Wait until that is "
            "finished, then try again."
        ) from error
    try:
        yield Record(workspace.warehouse / _FILE)
    finally:
        lock.release()


def latest(workspace: Workspace) -> Job | None:
    """Give the running job or what came of the last one; none where it was dismissed."""
    file = workspace.warehouse / _FILE
    job = _read(file)
    if job is None or not job.is_running or _is_locked(workspace):
        return job
    # It may have ended between the first look and the lock: what it wrote last counts.
    job = _read(file)
    return replace(job, state="stopped", message=_KILLED) if job and job.is_running else job


def dismiss(workspace: Workspace) -> None:
    """Forget the last job; one that runs stays."""
    job = latest(workspace)
    if job and not job.is_running:
        (workspace.warehouse / _FILE).unlink(missing_ok=True)


def _read(file: Path) -> Job | None:
    try:
        return Job(**json.loads(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def _is_locked(workspace: Workspace) -> bool:
    lock = FileLock(workspace.warehouse / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def _now() -> str:
    return datetime.now(UTC).isoformat()
