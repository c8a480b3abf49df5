"""A recognised grid to rows of its entity: every row is landed, rejected or counted as a title."""

from dataclasses import dataclass, field
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
from ingestion.cells import Reader
from ingestion.entity_rules import completed, row_problems
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.source_texts import TEXT, WRITTEN
from ingestion.values import texts
from warehouse.entities import Column
from warehouse.settings import Settings

_BELIEVABLE_AHEAD = timedelta(days=2 * 366)
# Names of their own: `reason` is also a column of survey answers.
_PROBLEM = {"problem_column": "column", "problem_value": "value", "problem_reason": "reason"}


@dataclass(frozen=True)
class Converted:
    """Rows with the values of the entity's columns beside the texts they came from."""

    rows: pl.DataFrame
    rejected: pl.DataFrame
    rows_read: int
    rows_title_total: int
    notes: list[str] = field(default_factory=list)


def convert(
    grid: Grid, found: Match, settings: Settings, file_name: str, now: datetime
) -> Converted:
    """Turn cells into values; nothing is dropped without being counted."""
    body = grid.rows.slice(found.header_row + 1)
    is_skipped = skips.is_skipped(grid, found, body)
    data = body.filter(is_skipped.not_())
    frame = source_texts.frame(data, found, file_name)
    decisions = deciding.decide(frame, found, grid.is_workbook)
    columns = found.format.target.columns
    given = frozenset(
        column.name for column in columns if frame[TEXT + column.name].null_count() < frame.height
    )
    latest = now + _BELIEVABLE_AHEAD
    marks = {"is_flawed": grid.is_flawed, "is_from_1904": grid.is_from_1904}
    reader = Reader(found.format, settings, decisions, latest, given, **marks)
    valued = frame.with_columns(
        reader.value(frame, column).alias(column.name) for column in columns
    )
    valued = joining.joined(valued, found)
    problems = _problems(grid, found, reader)
    judged, rates_used = currencies.converted(valued.with_columns(problems), found, settings)
    judged = completed(judged, found, settings)
    is_good = pl.col("problem_reason").is_null()
    rejected = judged.filter(is_good.not_()).select("row_number", *_PROBLEM).rename(_PROBLEM)
    settled = siblings.settled(judged.filter(is_good), found)
    skipped = totals.notes(body.filter(is_skipped), found, decisions, file_name)
    return Converted(
        rows=settled.rows,
        rejected=pl.concat([rejected, settled.rejected]),
        rows_read=grid.rows.height,
        rows_title_total=grid.rows.height - data.height + settled.folded,
        notes=[
            *grid.notes,
            *rates_used,
            *remarks.unnamed(data, found),
            *_notes(judged, found),
            *remarks.contacts(judged, settings),
            *settled.notes,
            *skipped,
        ],
    )


def _problems(grid: Grid, found: Match, reader: Reader) -> list[pl.Expr]:
    """Name the first thing that is wrong with a row: column, value, reason."""
    checks = [_ragged(grid, found)]
    for column in found.format.target.columns:
        if not _is_lenient(found, column):
            problem = reader.problem(column, pl.col(column.name))
            checks.append((found.title(column.name), pl.col(WRITTEN + column.name), problem))
    checks += [*row_problems(found), joining.problem(found)]
    names, values, reasons = [], [], []
    for name, value, reason in checks:
        is_problem = pl.when(reason.is_not_null())
        names.append(is_problem.then(pl.lit(name)))
        values.append(is_problem.then(flaws.shown(value.fill_null(""))))
        reasons.append(reason)
    return [
        pl.coalesce(names).alias("problem_column"),
        pl.coalesce(values).alias("problem_value"),
        pl.coalesce(reasons).alias("problem_reason"),
    ]


def _ragged(grid: Grid, found: Match) -> tuple[str, pl.Expr, pl.Expr]:
    """See rows of text with cells beyond the header, or cut off before a column they need."""
    none = pl.lit(None, dtype=pl.String)
    if grid.is_workbook:
        return "", none, none
    width = int(grid.rows["cells"][found.header_row])
    beyond = [pl.col(grids.column(i)) for i in range(width, grid.width)]
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
    return "", extra, problem


def _is_lenient(found: Match, column: Column) -> bool:
    rule = found.format.columns.get(column.name)
    return bool(rule and rule.lenient)


def _notes(judged: pl.DataFrame, found: Match) -> list[str]:
    """Tell how many cells were left blank because they could not be read."""
    lenient = [column for column in found.format.target.columns if _is_lenient(found, column)]
    if not lenient:
        return []
    unread = judged.select(
        (pl.col(TEXT + column.name).is_not_null() & pl.col(column.name).is_null())
        .sum()
        .alias(column.name)
        for column in lenient
    )
    return [
        f"{count} values of “{found.title(name)}” could not be read and were left blank"
        for name, count in unread.row(0, named=True).items()
        if count
    ]
