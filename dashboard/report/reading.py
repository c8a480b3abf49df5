"""A build read from the command line: the same questions as on the pages, without their cache."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from dashboard import data
from dashboard.data import Build
from dashboard.slices import Slice
from warehouse import builds
from warehouse.reading import QueryError, Warehouse
from warehouse.settings import Settings
from warehouse.workspace import Workspace


@dataclass(frozen=True)
class ReadBuild(Build):
    """A build that answers each question from its file."""

    def answer(self, question: str, params: Mapping[str, Any] | None = None) -> pl.DataFrame:
        """Answer the question kept in `queries/<question>.sql`."""
        sql = (data.QUERIES / f"{question}.sql").read_text(encoding="utf-8")
        given = {name: value for name, value in (params or {}).items() if f"${name}" in sql}
        return _opened(self.file).ask(sql, given)

    def begin(self, params: Mapping[str, Any], *questions: str) -> None:
        """Ask nothing ahead: nobody draws meanwhile."""


def current(workspace: Workspace, settings: Settings) -> ReadBuild:
    """Take the current build of a salon; `NoBuildError` where there is none."""
    said = builds.publication(workspace.warehouse)
    return ReadBuild(workspace, settings, said, workspace.warehouse / said.file)


def slice_of(build: Build, month: date, branches: list[str]) -> Slice:
    """Take the quarter of a month in some branches, all where none is named.

    `QueryError` where the salon has no such month or no such branch.
    """
    known = build.answer("branches")["branch"].to_list()
    unknown = [name for name in branches if name not in known]
    if unknown:
        raise QueryError(
            f"There is no branch {unknown[0]!r}. The branches are: {', '.join(known)}."
        )
    first = date(month.year, month.month - (month.month - 1) % 3, 1)
    quarters = build.answer("quarters").filter(pl.col("quarter_start") == first)
    if quarters.is_empty():
        raise QueryError(
            f"There are no data of {month:%Y-%m}; `regulars status` says how far they reach."
        )
    row = quarters.row(0, named=True)
    return Slice((row["quarter_start"],), (row["quarter_name"],), branches=tuple(branches))


@lru_cache(maxsize=1)
def _opened(file: Path) -> Warehouse:
    return Warehouse(file)
