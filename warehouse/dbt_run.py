"""Run dbt for one draft, in a child process, and follow how it goes."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from warehouse import memory, parsed
from warehouse.settings import Settings
from warehouse.workspace import Workspace

PROJECT = Path(__file__).parents[1] / "dbt_project"
# Where a draft has its copy of the project.
PLACE = "project"
_OUR_UNIT_TESTS = "resource_type:unit_test,path:models"
_NAMED_FAILURES = 5
_BEGIN = b"b"


class BuildError(Exception):
    """The build failed; the last published one is untouched. The text says what failed."""


@dataclass(frozen=True)
class Progress:
    """How far a build is: models and tests finished, of how many, and the one just seen.

    `seconds` is how long that one took, 0 where it has only begun.
    """

    done: int
    total: int
    name: str
    seconds: float = 0.0


class Started:
    """dbt in a process of its own: it reads the project at once and builds when it is told."""

    def __init__(
        self, folder: Path, workspace: Workspace, settings: Settings, with_unit_tests: bool
    ) -> None:
        """Start dbt for the draft in `folder`, which nobody else may use."""
        told = ["--no-write-json", *arguments(folder, workspace, settings)]
        told += [] if with_unit_tests else ["--exclude", _OUR_UNIT_TESTS]
        project = folder / PLACE
        self._target = folder / "target"
        self._own_parsed = workspace.warehouse / parsed.FILE
        self._key = parsed.key(project, settings.dbt_vars())
        own_models = (path for path in workspace.models.rglob("*") if path.is_file())
        self._is_ours_alone = next(own_models, None) is None
        parsed.lend(self._target, self._own_parsed, self._key)
        self._child = subprocess.Popen(
            [sys.executable, "-m", "warehouse.dbt_child", str(project), json.dumps(told)],
            cwd=PROJECT.parent,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def build(self, on_progress: Callable[[Progress], None]) -> None:
        """Build and test every model into the draft; `BuildError` names what failed."""
        with contextlib.suppress(BrokenPipeError):
            self._input.write(_BEGIN)
            self._input.flush()
        failures = _follow(self._child, on_progress)
        code = self._child.wait()
        if code != 0 or failures:
            raise BuildError(_explain(failures))
        parsed.keep(self._target, self._own_parsed, self._key, is_ours_alone=self._is_ours_alone)

    def stop(self) -> None:
        """End dbt, whatever it is at; nothing where it has ended."""
        self._child.kill()
        with self._child:
            self._child.wait()

    @property
    def _input(self) -> IO[bytes]:
        if self._child.stdin is None:  # pragma: no cover  (it was asked for)
            raise BuildError(_explain([]))
        return self._child.stdin


def arguments(folder: Path, workspace: Workspace, settings: Settings) -> list[str]:
    """Lay the project into `folder`, and give what dbt is told for any command run in `PLACE`.

    All paths are told from there, so that what dbt learns is the same wherever a salon lies.
    """
    _lay(folder / PLACE, workspace)
    return [
        *("--quiet", "--no-use-colors", "--log-level", "none", "--log-level-file", "none"),
        *("--project-dir", ".", "--profiles-dir", "."),
        *("--target-path", "../target", "--log-path", "../logs"),
        *("--vars", json.dumps(settings.dbt_vars())),
    ]


def _lay(project: Path, workspace: Workspace) -> None:
    """Lay our models and the analyst's side by side: dbt reads only what lies in one project."""
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    if workspace.models.is_dir():
        shutil.copytree(workspace.models, project / "own_models")


def environment(folder: Path = Path("..")) -> dict[str, str]:
    """Tell dbt where the draft lies, seen from `PLACE` or anywhere, and to tell nobody else."""
    return {
        **os.environ,
        "REGULARS_DRAFT": str(folder / "regulars.duckdb"),
        "REGULARS_WORK": str(folder / "work.duckdb"),
        "REGULARS_TEMP": str(folder / "spill"),
        "REGULARS_MEMORY": f"{memory.megabytes()}MB",
        # Products of vectors end in other digits where other threads share them.
        "OPENBLAS_NUM_THREADS": "1",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONWARNINGS": "ignore",
    }


def _follow(
    child: subprocess.Popen[bytes], on_progress: Callable[[Progress], None]
) -> list[tuple[str, str]]:
    done, total, failures = 0, 0, []
    for text in child.stdout or ():
        if not text.startswith(b"{"):
            continue
        line = json.loads(text)
        if line["kind"] == "total":
            total = line["total"]
        elif line["kind"] == "finish":
            done += 1
        if line["kind"] == "crash" or line["status"] in {"error", "fail"}:
            failures.append((line["name"], line["message"]))
        on_progress(Progress(done, total, line["name"], line.get("seconds", 0.0)))
    return failures


def _explain(failures: list[tuple[str, str]]) -> str:
    if not failures:
        return "The build was stopped before it finished. The last build is still shown."
    named = "\n".join(
        f"  - {name}: {' '.join(text.split())[:600].replace('own_models/', 'models/')}"
        for name, text in failures[:_NAMED_FAILURES]
    )
    further = len(failures) - _NAMED_FAILURES
    more = f"\n  … and {further} more" if further > 0 else ""
    return (
        "The build failed and was not published; the last good one is still shown.\n" + named + more
    )
