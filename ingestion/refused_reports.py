"""Reports that are known and cannot be taken: what to export instead."""

import tomllib
from collections.abc import Sequence
from functools import cache

from ingestion import headers
from ingestion.formats import FOLDER
from ingestion.grids import Grid
from ingestion.refusals import FileRefusedError
from ingestion.rules import Rule, Texts


class RefusedReport(Rule):
    """A report, recognised by headers that all stand in one of its rows."""

    title: str
    headers: Texts
    instead: str

    @property
    def names(self) -> frozenset[str]:
        """Give the headers as they are compared."""
        return frozenset(headers.normalised(header) for header in self.headers)


@cache
def refused_reports() -> tuple[RefusedReport, ...]:
    """Read the list that comes with the product."""
    content = tomllib.loads((FOLDER / "refused.toml").read_text(encoding="utf-8"))
    return tuple(RefusedReport.model_validate(report) for report in content["report"])


def without_refused(grids: Sequence[Grid]) -> list[Grid]:
    """Leave out the sheets that are such reports; `FileRefusedError` where none is left."""
    reports = [_report(grid) for grid in grids]
    usable = [grid for grid, report in zip(grids, reports, strict=True) if report is None]
    known = next((report for report in reports if report), None)
    if known and not usable:
        raise FileRefusedError(f"This is {known.title}. {known.instead}")
    return usable


def _report(grid: Grid) -> RefusedReport | None:
    for row in grid.head():
        names = {headers.normalised(cell) for cell in row}
        for report in refused_reports():
            if report.names <= names:
                return report
    return None
