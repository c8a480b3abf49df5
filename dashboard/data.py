"""The only place where the dashboard meets the warehouse."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.answers import Answers
from warehouse import builds, settings
from warehouse.builds import Publication
from warehouse.reading import Warehouse
from warehouse.settings import Settings
from warehouse.workspace import Workspace, open_workspace

QUERIES = Path(__file__).parent / "queries"
_PERSONAL = "client_contacts"


@dataclass(frozen=True)
class Salon:
    """Whose figures these are, whether or not any have been built yet."""

    workspace: Workspace
    settings: Settings


@dataclass(frozen=True)
class Build:
    """The build that one run of a page reads from beginning to end, and whose it is."""

    workspace: Workspace
    settings: Settings
    publication: Publication
    file: Path

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.settings.salon.currency

    def answer(self, question: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Answer the question kept in `queries/<question>.sql`.

        The build is part of the key under which an answer is kept, so that a new build is never
        shown old ones. Answers that name people are not kept.
        """
        sql, given = _asked(question, params or {})
        warehouse = _warehouse(self.file)
        if _PERSONAL in sql:
            return warehouse.ask(sql, given)
        return _answers().get((self.file, sql, *_as_key(given)), lambda: warehouse.ask(sql, given))

    def begin(self, params: Mapping[str, Any], *questions: str) -> None:
        """Begin to answer what the page will ask further down, while it draws what is above.

        A small question keeps one processor busy; two of them, or one and the drawing, keep two.
        """
        warehouse, answers = _warehouse(self.file), _answers()
        for question in questions:
            sql, given = _asked(question, params)
            _askers().submit(
                answers.get,
                (self.file, sql, *_as_key(given)),
                partial(warehouse.ask, sql, given),
            )


def salon() -> Salon:
    """Take the workspace that REGULARS_WORKSPACE names; `WorkspaceError`, `SettingsError`."""
    workspace = open_workspace(Path(os.environ.get("REGULARS_WORKSPACE", ".")))
    file = workspace.settings_file
    written = file.stat() if file.is_file() else None
    stamp = (written.st_mtime_ns, written.st_size, written.st_ino) if written else None
    return Salon(workspace, _settings(file, stamp))


def current() -> Build:
    """Take the current build of the salon.

    `WorkspaceError`, `SettingsError` and `NoBuildError` say what is missing.
    """
    whose = salon()
    workspace = whose.workspace
    said = builds.publication(workspace.warehouse)
    return Build(workspace, whose.settings, said, workspace.warehouse / said.file)


def _asked(question: str, params: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Read a question, and take those of the parameters that it names."""
    file = QUERIES / f"{question}.sql"
    sql = _text(file, file.stat().st_mtime_ns)
    return sql, {name: value for name, value in params.items() if f"${name}" in sql}


def _as_key(params: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in sorted(params.items())
    )


@lru_cache(maxsize=500)
def _text(file: Path, changed_at: int) -> str:  # noqa: ARG001  (an edited query is another key)
    return file.read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _settings(file: Path, stamp: tuple[int, int, int] | None) -> Settings:  # noqa: ARG001  (as above)
    return settings.load(file)


# Streamlit's own caches take as long to find something as a small question takes to be answered.
@cache
def _answers() -> Answers:
    return Answers()


@cache
def _askers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=2, thread_name_prefix="asks")


@lru_cache(maxsize=2)
def _warehouse(build: Path) -> Warehouse:
    return Warehouse(build)
