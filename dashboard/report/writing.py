"""Make the report of a month from the command line: no page is open."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from dashboard import language
from dashboard.report import contents, kinds, reading
from dashboard.report.contents import Report
from dashboard.report.kinds import Kind
from dashboard.report.reading import ReadBuild
from warehouse.reading import QueryError
from warehouse.settings import Settings
from warehouse.workspace import Workspace


@dataclass(frozen=True)
class Made:
    """A report that is made: its content, and the file it belongs into."""

    report: Report
    kind: Kind
    content: bytes
    language: str

    @property
    def file_name(self) -> str:
        """The name of the file: report-2026-10.pdf."""
        return f"{self.report.file_name}.{self.kind}"

    def send(self) -> None:
        """Mail it as `[mail]` says; `MailError` where it is not taken."""
        with language.speaking(self.language):
            kinds.send(self.report, self.kind, self.content)


def make(  # noqa: PLR0913, PLR0917  (what the command is asked for)
    workspace: Workspace,
    settings: Settings,
    month: str,
    branches: list[str],
    kind: Kind,
    spoken: str | None = None,
) -> Made:
    """Make the report of a month (`2026-10`; empty: the last that is over) as a file of a kind.

    `NoBuildError` without a build; `QueryError` for a month or branch that is not there.
    """
    # The pages' cache would say that no page is open.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    build = reading.current(workspace, settings)
    wanted = _month(month) if month else _last_over(build)
    code = spoken or settings.salon.language
    with language.speaking(code):
        report = contents.of(build, reading.slice_of(build, wanted, branches), wanted)
        if report is None:
            raise QueryError(f"Nobody came in {wanted:%Y-%m}, so there is nothing to report.")
        return Made(report, kind, kinds.KINDS[kind](report), code)


def _month(written: str) -> date:
    try:
        return datetime.strptime(written, "%Y-%m").date()  # noqa: DTZ007  (a month has no zone)
    except ValueError as error:
        raise QueryError(f"{written!r} is no month; write it as 2026-10.") from error


def _last_over(build: ReadBuild) -> date:
    """Take the last month that is over, else the one that runs."""
    months = build.answer("months", {"branches": None}).sort("month_start")
    if months.is_empty():
        raise QueryError("The build holds no visits yet. Load exports, then build again.")
    over = months.filter(~pl.col("is_running"))
    last: date = (over if over.height else months)["month_start"][-1]
    return last
