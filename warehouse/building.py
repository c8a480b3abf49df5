"""Write, audit, publish: make a build as a draft and show it only if everything about it holds."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse import builds, dbt_run, published_kpis, raw
from warehouse.builds import Publication
from warehouse.dbt_run import BuildError, Progress
from warehouse.settings import Settings
from warehouse.workspace import Workspace

# What a build needs beside the last one: drafts, working database, spilled sorts.
_FREE_BYTES = 500 * 1024 * 1024


class BuildRunningError(BuildError):
    """Another build is under way in this workspace."""


class Draft:
    """A build to come: its folder is taken and dbt is reading the project."""

    def __init__(
        self, folder: Path, workspace: Workspace, settings: Settings, with_unit_tests: bool
    ) -> None:
        """Begin with what needs no rows."""
        self._folder, self._workspace, self._settings = folder, workspace, settings
        self._dbt = dbt_run.Started(folder, workspace, settings, with_unit_tests)

    def publish(self, on_progress: Callable[[Progress], None] | None = None) -> Publication:
        """Build all marts from the files landed by now, audit them and publish them."""
        draft, work = self._folder / "regulars.duckdb", self._folder / "work.duckdb"
        with _failure_noted(self._workspace):
            _need_space(self._workspace)
            _note_published(self._workspace)
            raw.prepare(work, self._workspace, self._settings)
            with _auditor(draft, work) as auditor:
                self._dbt.build(on_progress or (lambda _: None))
                return _publish(draft, self._workspace, _audit(auditor))

    def stop(self) -> None:
        """Leave it; nothing of it is shown."""
        self._dbt.stop()


@contextlib.contextmanager
def drafting(
    workspace: Workspace, settings: Settings, with_unit_tests: bool = False
) -> Iterator[Draft]:
    """Begin a build that is published on demand, as when the files for it are still being loaded.

    Every test on the data runs in every build. Unit tests prove our models on rows of their own,
    whatever the salon's data: they run where models are changed.
    """
    with _alone(workspace), _draft_folder(workspace) as folder:
        draft = Draft(folder, workspace, settings, with_unit_tests)
        try:
            yield draft
        finally:
            draft.stop()


def build(
    workspace: Workspace,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    with_unit_tests: bool = False,
) -> Publication:
    """Build all marts from the landed files, audit them and publish them."""
    with drafting(workspace, settings, with_unit_tests) as draft:
        return draft.publish(on_progress)


@contextlib.contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    lock = FileLock(workspace.warehouse / ".lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise BuildRunningError(
            "Another build is running for this salon. Wait until it has finished, then try again."
        ) from error


@contextlib.contextmanager
def _failure_noted(workspace: Workspace) -> Iterator[None]:
    try:
        yield
    except BuildError as error:
        failure = builds.Failure(datetime.now(UTC).isoformat(), str(error))
        builds.note_failure(workspace.warehouse, failure)
        raise


@contextlib.contextmanager
def _draft_folder(workspace: Workspace) -> Iterator[Path]:
    # A killed build leaves its draft behind; whoever builds next sweeps it away.
    folder = workspace.warehouse / "draft"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _need_space(workspace: Workspace) -> None:
    published = builds.all_builds(workspace.warehouse)
    needed = 3 * (published[-1].stat().st_size if published else 0) + _FREE_BYTES
    free = shutil.disk_usage(workspace.warehouse).free
    if free < needed:
        raise BuildError(
            f"The disk has {free // 2**20} MB left and a build needs {needed // 2**20} MB. "
            "Make room, then build again."
        )


def _note_published(workspace: Workspace) -> None:
    try:
        published_kpis.note(workspace.warehouse)
    except published_kpis.PublishedKpisError as error:
        raise BuildError(str(error)) from error


@contextlib.contextmanager
def _auditor(draft: Path, work: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the audit, which waits for the end of its input: while dbt builds, it is imported."""
    auditor = subprocess.Popen(
        [sys.executable, "-m", "warehouse.audit", str(draft), str(work)],
        cwd=dbt_run.PROJECT.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with auditor:
        try:
            yield auditor
        finally:
            auditor.kill()


def _audit(auditor: subprocess.Popen[str]) -> dict[str, int]:
    said, _ = auditor.communicate()
    if auditor.returncode not in {0, 1} or not said:
        raise BuildError("The draft could not be opened again after it was built; not published.")
    report: dict[str, int] = json.loads(said)
    if auditor.returncode == 1:
        raise BuildError(
            f"The build does not agree with what was loaded; not published. {report['error']}"
        )
    return report


def _publish(draft: Path, workspace: Workspace, found: dict[str, int]) -> Publication:
    now = datetime.now(UTC)
    final = workspace.warehouse / f"regulars-{now:%Y%m%dT%H%M%S%f}.duckdb"
    with draft.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    draft.chmod(0o444)
    draft.rename(final)
    builds.sync_folder(workspace.warehouse)
    said = Publication(final.name, now.isoformat(), digest, found["marts"], found["rows"])
    builds.point_to(workspace.warehouse, said)
    (workspace.warehouse / builds.FAILURE).unlink(missing_ok=True)
    _note_published(workspace)
    builds.prune(workspace.warehouse)
    return said
