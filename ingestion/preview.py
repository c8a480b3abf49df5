"""How a file would be read before it is loaded: its first rows, what would be refused."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from ingestion import (
    conversion,
    deciding,
    grids,
    headers,
    opening,
    recognition,
    source_texts,
    summary,
)
from ingestion.conversion import Converted
from ingestion.deciding import Decisions
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.opening import Opened
from ingestion.refusals import DateOrderOpenError, FileRefusedError, ScaleOpenError
from ingestion.values import texts
from warehouse.settings import Settings

ROWS_SHOWN = 10
_SAMPLE_ROWS = 20_000
_MOST_WORDS = 60
# What a person is asked before a file that is recognised can be read.
Question = Literal["", "date_order", "scale"]
_NO_ROWS = pl.DataFrame(schema={"row_number": pl.Int64()})


@dataclass(frozen=True)
class Inspection:
    """How a sheet would be read by one format: the first rows, decisions, problems."""

    match: Match
    grid: Grid
    cells: pl.DataFrame
    landed: pl.DataFrame = field(default_factory=_NO_ROWS.clone)
    rejected: pl.DataFrame = field(default_factory=_NO_ROWS.clone)
    rows_read: int = 0
    rows_taken: int = 0
    rows_title_total: int = 0
    decisions: Decisions | None = None
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    asks: Question = ""
    converted: Converted | None = field(default=None, repr=False, compare=False)
    is_whole: bool = True


def inspect(opened: Opened, form: Format | None, settings: Settings) -> Inspection | None:
    """Hold a file against a format, by default the one that knows it; none where nothing fits."""
    found, asked = opened.found, opened.asked
    if form is not None:
        try:
            found, asked = opening.settled(recognition.choose(opened.sheets, [form], []))
        except FileRefusedError:
            return None
    if found is None:
        return None
    grid, match, stem = _shortened(found.grid), found.match, Path(opened.name).stem
    frame = source_texts.frame(grid.rows.slice(match.header_row + 1), match, stem)
    is_whole = not opened.is_sample and grid.rows.height == found.grid.rows.height
    cells = file_cells(grid, match.header_row)
    looked_at = Inspection(match, grid, cells, is_whole=is_whole)
    if asked is not None:
        return _asking(looked_at, asked)
    now = datetime.now(UTC).replace(tzinfo=None)
    try:
        decisions = deciding.decide(frame, match, grid.is_workbook)
        converted = conversion.convert(grid, match, settings, stem, now)
    except FileRefusedError as error:
        if match.format.joins:
            # The report that it needs may be loaded together with it: the load decides.
            return replace(looked_at, notes=[str(error)])
        return _asking(looked_at, error)
    return _judged(replace(looked_at, decisions=decisions), converted, settings)


def file_cells(grid: Grid, header_row: int, row_numbers: pl.Series | None = None) -> pl.DataFrame:
    """Give rows as they stand in the file, by default the first ones, under the file's headers."""
    body = grid.rows.slice(header_row + 1)
    wanted = body.head(ROWS_SHOWN)
    if row_numbers is not None:
        wanted = body.filter(pl.col("row_number").is_in(row_numbers.implode()))
    names = titles(grid, header_row)
    cells = {grids.column(i): name for i, name in enumerate(names)}
    return wanted.select("row_number", *cells).rename(cells)


def titles(grid: Grid, header_row: int) -> list[str]:
    """Name the columns of a sheet as its header row does, each by a name of its own."""
    named = headers.distinct([cell or "" for cell in grid.rows.row(header_row)[2:]])
    return [name or f"(column {i})" for i, name in enumerate(named, start=1)]


def words(grid: Grid, header_row: int, position: int) -> dict[str, int]:
    """Count the different words of a column, the most frequent first."""
    cells = grid.rows.slice(header_row + 1).select(texts.cleaned(pl.col(grids.column(position))))
    counted = cells.to_series().drop_nulls().alias("word").value_counts(sort=True)
    return dict(counted.head(_MOST_WORDS).iter_rows())


def _judged(looked_at: Inspection, converted: Converted, settings: Settings) -> Inspection:
    first = converted.rows.sort("row_number").head(ROWS_SHOWN)
    columns = looked_at.match.format.target.columns
    filled = [column.name for column in columns if first[column.name].null_count() < first.height]
    rejected = converted.rejected.sort("row_number")
    data_rows, limit = converted.rows_read - converted.rows_title_total, settings.loading
    is_refused = rejected.height > limit.rejected_limit * data_rows
    return replace(
        looked_at,
        converted=converted,
        landed=first.select("row_number", *filled),
        cells=file_cells(looked_at.grid, looked_at.match.header_row, first["row_number"]),
        rejected=rejected,
        rows_read=converted.rows_read,
        rows_taken=converted.rows.height,
        rows_title_total=converted.rows_title_total,
        notes=converted.notes,
        problem=summary.refused_message(rejected, data_rows, limit.rejected_limit)
        if is_refused
        else "",
    )


def _asking(looked_at: Inspection, error: FileRefusedError) -> Inspection:
    """Say what is wrong, and what a person is asked; a scale that no figure knows is not asked."""
    if isinstance(error, ScaleOpenError):
        asks: Question = "" if error.stated else "scale"
        return replace(looked_at, problem=_scale_words(error), asks=asks)
    is_order = isinstance(error, DateOrderOpenError)
    return replace(looked_at, problem=str(error), asks="date_order" if is_order else "")


def _scale_words(error: ScaleOpenError) -> str:
    if not error.stated:
        return error.question
    return (
        f"{error.question} Correct below how the file is read: take the question for one of the "
        "columns that rate one thing each, on its own scale; it gives no NPS."
    )


def _shortened(grid: Grid) -> Grid:
    return replace(grid, rows=grid.rows.head(_SAMPLE_ROWS))
