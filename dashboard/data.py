"""The only place where the dashboard meets the warehouse."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

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

        The build is part of the cache's key, so that a new build is never shown old answers.
        Answers that name people are not kept.
        """
        sql = (QUERIES / f"{question}.sql").read_text(encoding="utf-8")
        given = {name: value for name, value in (params or {}).items() if f"${name}" in sql}
        if _PERSONAL in sql:
            return _warehouse(self.file).ask(sql, given)
        return _answer(self.file, sql, given)


def salon() -> Salon:
    """Take the workspace that REGULARS_WORKSPACE names; `WorkspaceError`, `SettingsError`."""
    workspace = open_workspace(Path(os.environ.get("REGULARS_WORKSPACE", ".")))
    return Salon(workspace, settings.load(workspace.settings_file))


def current() -> Build:
    """Take the current build of the salon.

    `WorkspaceError`, `SettingsError` and `NoBuildError` say what is missing.
    """
    whose = salon()
    workspace = whose.workspace
    said = builds.publication(workspace.warehouse)
    return Build(workspace, whose.settings, said, workspace.warehouse / said.file)


@st.cache_data(max_entries=500, show_spinner=False)
def _answer(build: Path, sql: str, params: Mapping[str, Any]) -> pl.DataFrame:
    return _warehouse(build).ask(sql, params)


@st.cache_resource(max_entries=2, show_spinner=False)
def _warehouse(build: Path) -> Warehouse:
    return Warehouse(build)
