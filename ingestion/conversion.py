"""A recognised grid to rows of its entity: every row is landed, rejected or counted as a title."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import polars as pl

from ingestion import (
    currencies,
    deciding,
    flaws,
    grids,
    joining,
    remarks,
    siblings,
    skips,
    source_texts,
    totals,
)
from ingestion.cells import PROBLEM, Reader
from ingestion.deciding import Decisions
from ingestion.entity_rules import Check, completed, row_problems
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.source_texts import TEXT, WRITTEN
from ingestion.values import texts
from ingestion.values.distinct import Memory, Texts
from warehouse.entities import Column
from warehouse.settings import Settings

_BELIEVABLE_AHEAD = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Converted:
    """Rows with the values of the entity's columns beside the texts they came from.

    What people are told adds up over the parts of a file: `counted` is told with a number in front,
    `unnamed` are columns without a header that hold values, `skipped` rows left out as totals.
    """

    rows: pl.DataFrame
    rejected: pl.DataFrame
    rows_read: int
    rows_title_total: int
    skipped: pl.DataFrame
    unnamed: frozenset[int] = frozenset()
    counted: dict[str, int] = field(default_factory=dict)
    rates_used: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Data:
    """The texts of some rows that are data, the rows that are none, and how many both are."""

    texts: Texts
    skipped: pl.DataFrame
    height: int


@dataclass(frozen=True)
class Table:
    """What all rows of a recognised sheet share: one part of it is converted like another."""

    found: Match
    settings: Settings
    file_name: str
    now: datetime
    header: tuple[str | None, ...]
    header_number: int
    sheet: Grid
    memory: Memory = field(default_factory=Memory, compare=False)

    @property
    def width(self) -> int:
        """Count the cells of the header."""
        return len(self.header)

    def data(self, rows: pl.DataFrame) -> Data:
        """Tell the rows below the header that are data from those that are none."""
        is_skipped = skips.skipped(rows, self.header, self.found)
        skipped = rows.filter(is_skipped) if is_skipped.any() else rows.clear()
        data = rows.filter(is_skipped.not_()) if is_skipped.any() else rows
        return Data(
            source_texts.of_rows(data, self.found, self.file_name, self.memory),
            skipped,
            rows.height,
        )

    def converted(self, data: Data, decisions: Decisions) -> Converted:
        """Turn texts into values; nothing is dropped without being counted."""
        columns, rows = self.found.format.target.columns, data.texts
        given = frozenset(column.name for column in columns if rows.has_any(TEXT + column.name))
        latest = self.now + _BELIEVABLE_AHEAD
        marks = {"is_flawed": self.sheet.is_flawed, "is_from_1904": self.sheet.is_from_1904}
        reader = Reader(self.found.format, self.settings, decisions, latest, given, **marks)
        valued = joining.joined(reader.read_all(rows, columns), self.found)
        checks = _checks(self, grids.width(valued))
        reasons = [reason.is_not_null() for _, _, reason in checks]
        is_bad = valued.select(pl.any_horizontal(reasons)).to_series()
        in_own, rates_used = currencies.converted(valued, rows, self.found, self.settings)
        judged = completed(in_own, self.found, self.settings)
        bad = valued.filter(is_bad) if is_bad.any() else valued.clear()
        good = judged.filter(is_bad.not_()) if is_bad.any() else judged
        settled = siblings.settled(good, self.found)
        return Converted(
            rows=settled.rows,
            rejected=pl.concat([bad.select("row_number", *_problems(checks)), settled.rejected]),
            rows_read=data.height,
            rows_title_total=data.skipped.height + settled.folded,
            skipped=data.skipped,
            unnamed=remarks.unnamed(rows.rows, self.found, self.width),
            counted={**_unread(judged, self.found), **remarks.contacts(judged, self.settings)},
            rates_used=rates_used,
            notes=settled.notes,
        )

    def notes(self, converted: Converted, decisions: Decisions) -> list[str]:
        """Say what people should know of the rows of the whole file."""
        counted = [f"{count:,} {words}" for words, count in converted.counted.items() if count]
        left_out = totals.notes(converted.skipped, self.found, decisions, self.file_name)
        unnamed = remarks.of_unnamed(converted.unnamed)
        own = [*self.sheet.notes, *converted.rates_used, *unnamed]
        return [*own, *counted, *converted.notes, *left_out]


def table(grid: Grid, found: Match, settings: Settings, file_name: str, now: datetime) -> Table:
    """Take what the rows of a grid share."""
    number, width, *cells = grid.rows.row(found.header_row)
    header = tuple(cells[:width])
    return Table(
        found, settings, file_name, now, header, number, replace(grid, rows=grid.rows.clear())
    )


def convert(
    grid: Grid, found: Match, settings: Settings, file_name: str, now: datetime
) -> Converted:
    """Turn the cells of a whole file into values."""
    whole = table(grid, found, settings, file_name, now)
    above = found.header_row + 1
    data = whole.data(grid.rows.slice(above))
    decisions = deciding.decided(deciding.evidence(data.texts, found), found, grid.is_workbook)
    converted = whole.converted(data, decisions)
    return replace(
        converted,
        rows_read=converted.rows_read + above,
        rows_title_total=converted.rows_title_total + above,
        notes=whole.notes(converted, decisions),
    )


def _checks(whole: Table, width: int) -> list[Check]:
    """List what a row is refused for, the first reason first: column, value, reason."""
    found = whole.found
    checks = _ragged(whole, width)
    for column in found.format.target.columns:
        if not _is_lenient(found, column):
            problem = pl.col(PROBLEM + column.name)
            checks.append((found.title(column.name), pl.col(WRITTEN + column.name), problem))
    return [*checks, *row_problems(found), joining.problem(found)]


def _problems(checks: list[Check]) -> list[pl.Expr]:
    """Name the first thing that is wrong with a row."""
    names, values, reasons = [], [], []
    for name, value, reason in checks:
        is_problem = pl.when(reason.is_not_null())
        names.append(is_problem.then(pl.lit(name)))
        values.append(is_problem.then(flaws.shown(value.fill_null(""))))
        reasons.append(reason)
    return [
        pl.coalesce(names).alias("column"),
        pl.coalesce(values).alias("value"),
        pl.coalesce(reasons).alias("reason"),
    ]


def _ragged(whole: Table, grid_width: int) -> list[Check]:
    """See rows of text with cells beyond the header, or cut off before a column they need."""
    if whole.sheet.is_workbook:
        return []
    none = pl.lit(None, dtype=pl.String)
    found, width = whole.found, whole.width
    beyond = [pl.col(grids.column(i)) for i in range(width, grid_width)]
    cells = [texts.cleaned(cell) for cell in beyond]
    extra = pl.concat_str(cells, ignore_nulls=True, separator=" ") if cells else none
    rules = found.format.columns
    needed = [
        position
        for name, positions in found.sources.items()
        for position in positions
        if rules[name].required or rules[name].filled
    ]
    is_short = pl.col("cells") <= max(needed, default=0)
    problem = (
        pl.when(extra.is_not_null() & (extra != ""))
        .then(pl.lit("stands beyond the last header: the row has more cells than the header"))
        .when(is_short)
        .then(pl.lit("the row ends before the columns it needs"))
    )
    return [("", extra, problem)]


def _is_lenient(found: Match, column: Column) -> bool:
    rule = found.format.columns.get(column.name)
    return bool(rule and rule.lenient)


def _unread(judged: pl.DataFrame, found: Match) -> dict[str, int]:
    """Count the cells that were left blank because they could not be read."""
    lenient = [column for column in found.format.target.columns if _is_lenient(found, column)]
    if not lenient:
        return {}
    counted = judged.select(
        (pl.col(TEXT + column.name).is_not_null() & pl.col(column.name).is_null())
        .sum()
        .alias(column.name)
        for column in lenient
    )
    return {
        f"values of “{found.title(name)}” could not be read and were left blank": count
        for name, count in counted.row(0, named=True).items()
    }
