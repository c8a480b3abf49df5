"""Write, audit, publish: make a build as a draft and show it only if everything about it holds."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse import builds, raw
from warehouse.builds import Publication
from warehouse.settings import Settings
from warehouse.workspace import Workspace

PROJECT = Path(__file__).parents[1] / "dbt_project"
_OUR_UNIT_TESTS = "resource_type:unit_test,path:models"
# What a build needs beside the last one: drafts, working database, spilled sorts.
_FREE_BYTES = 500 * 1024 * 1024


class BuildError(Exception):
    """The build failed; the last published one is untouched. The text says what failed."""


class BuildRunningError(BuildError):
    """Another build is under way in this workspace."""


@dataclass(frozen=True)
class Progress:
    """How far a build is: models and tests finished, of how many, and the one just seen."""

    done: int
    total: int
    name: str


def build(
    workspace: Workspace,
    settings: Settings,
    on_progress: Callable[[Progress], None] | None = None,
    with_unit_tests: bool = False,
) -> Publication:
    """Build all marts from the landed files, audit them and publish them.

    Every test on the data runs in every build. Unit tests prove our models on rows of their own,
    whatever the salon's data: they run where models are changed.
    """
    with _alone(workspace), _draft_folder(workspace) as folder:
        draft, work = folder / "regulars.duckdb", folder / "work.duckdb"
        _need_space(workspace)
        raw.prepare(work, workspace)
        left_out = [] if with_unit_tests else ["--exclude", _OUR_UNIT_TESTS]
        _run_dbt(folder, workspace, settings, on_progress or (lambda _: None), left_out)
        found = _audit(draft, work, workspace)
        return _publish(draft, workspace, found)


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


def _run_dbt(
    folder: Path,
    workspace: Workspace,
    settings: Settings,
    on_progress: Callable[[Progress], None],
    left_out: list[str],
) -> None:
    project = _project(folder, workspace)
    arguments = [
        *("build", "--quiet", "--no-use-colors", "--log-level-file", "none"),
        *("--project-dir", str(project), "--profiles-dir", str(project)),
        *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs")),
        *("--vars", json.dumps(settings.dbt_vars())),
        *left_out,
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "warehouse.dbt_child", *arguments],
        cwd=PROJECT.parent,
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        failures = _follow(child, on_progress)
        code = child.wait()
    if code != 0 or failures:
        raise BuildError(_explain(failures))


def _project(folder: Path, workspace: Workspace) -> Path:
    """Lay our models and the analyst's side by side: dbt reads only what lies in one project."""
    project = folder / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    if workspace.models.is_dir():
        shutil.copytree(workspace.models, project / "own_models")
    return project


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "REGULARS_DRAFT": str(folder / "regulars.duckdb"),
        "REGULARS_WORK": str(folder / "work.duckdb"),
        "REGULARS_TEMP": str(folder / "spill"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONWARNINGS": "ignore",
    }


def _follow(
    child: subprocess.Popen[str], on_progress: Callable[[Progress], None]
) -> list[tuple[str, str]]:
    done, total, failures = 0, 0, []
    for text in child.stdout or ():
        if not text.startswith("{"):
            continue
        line = json.loads(text)
        if line["kind"] == "total":
            total = line["total"]
        elif line["kind"] == "finish":
            done += 1
        if line["kind"] == "crash" or line["status"] in {"error", "fail"}:
            failures.append((line["name"], line["message"]))
        on_progress(Progress(done, total, line["name"]))
    return failures


def _explain(failures: list[tuple[str, str]]) -> str:
    if not failures:
        return "The build was stopped before it finished. The last build is still shown."
    named = "\n".join(
        f"  - {name}: {' '.join(text.split())[:600].replace('own_models/', 'models/')}"
        for name, text in failures[:5]
    )
    more = f"\n  … and {len(failures) - 5} more" if len(failures) > 5 else ""  # noqa: PLR2004
    return (
        "The build failed and was not published; the last good one is still shown.\n" + named + more
    )


def _audit(draft: Path, work: Path, workspace: Workspace) -> dict[str, int]:
    audited = subprocess.run(
        [sys.executable, "-m", "warehouse.audit", str(draft), str(work), str(workspace.root)],
        cwd=PROJECT.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if audited.returncode not in {0, 1} or not audited.stdout:
        raise BuildError("The draft could not be opened again after it was built; not published.")
    report: dict[str, int] = json.loads(audited.stdout)
    if audited.returncode == 1:
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
    builds.prune(workspace.warehouse)
    return said
