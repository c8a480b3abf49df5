"""Look into a file before it is loaded: what it is, how it would be read, what would be refused."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from ingestion import conversion, deciding, grids, headers, reading, source_texts, summary
from ingestion.conversion import Converted
from ingestion.deciding import Decisions
from ingestion.file_kinds import OLE, ZIP
from ingestion.formats import Format
from ingestion.grids import Grid
from ingestion.known import Known
from ingestion.matching import Match
from ingestion.recognition import Recognised, recognise
from ingestion.refusals import DateOrderOpenError, FileRefusedError, UnknownFileError
from ingestion.values import texts
from warehouse.settings import Settings

ROWS_SHOWN = 10
_SAMPLE_BYTES = 2 * 1024**2
# Further than the sample: it may end inside a quoted cell.
_READ_BYTES = 4 * _SAMPLE_BYTES
_SAMPLE_ROWS = 20_000
_MOST_WORDS = 60
_WIDE_MARK = b"\xff\xfe"
_NO_ROWS = pl.DataFrame(schema={"row_number": pl.Int64()})


@dataclass(frozen=True)
class Opened:
    """A file taken apart into sheets of cells; what is wrong with it stands in `problem`."""

    name: str
    sheets: list[Grid] = field(default_factory=list)
    found: Recognised | None = None
    problem: str = ""
    is_unknown: bool = False
    is_sample: bool = False


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
    asks_date_order: bool = False


def beginning(path: Path) -> bytes:
    """Read as much of a file as is looked at: of a workbook all, of a text the first megabytes."""
    with path.open("rb") as file:
        start = file.read(_READ_BYTES)
        return start + file.read() if start.startswith((ZIP, OLE)) else start


def open_file(name: str, content: bytes, known: Known, delimiter: str | None = None) -> Opened:
    """Take a file apart and recognise it; of a long text its first megabytes are looked at."""
    sample = _sample(content)
    with TemporaryDirectory() as folder:
        # A workbook is read by a child process, which needs a file.
        path = Path(folder) / "file"
        if content.startswith((ZIP, OLE)):
            path.write_bytes(content)
        opened = _opened(name, path, sample, known, delimiter)
        if opened.problem and len(sample) < len(content) and not opened.sheets:
            # The sample may end inside a quoted cell.
            return _opened(name, path, content, known, delimiter)
    return replace(opened, is_sample=len(sample) < len(content))


def inspect(opened: Opened, form: Format | None, settings: Settings) -> Inspection | None:
    """Hold a file against a format, by default the one that knows it; none where nothing fits."""
    found = opened.found
    if form is not None:
        try:
            found = recognise(opened.sheets, [form], [])
        except FileRefusedError:
            return None
    if found is None:
        return None
    grid, match, stem = _shortened(found.grid), found.match, Path(opened.name).stem
    frame = source_texts.frame(grid.rows.slice(match.header_row + 1), match, stem)
    looked_at = Inspection(match, grid, file_cells(grid, match.header_row))
    now = datetime.now(UTC).replace(tzinfo=None)
    try:
        decisions = deciding.decide(frame, match, grid.is_workbook)
        converted = conversion.convert(grid, match, settings, stem, now)
    except FileRefusedError as error:
        if match.format.joins:
            # The report that it needs may be loaded together with it: the load decides.
            return replace(looked_at, notes=[str(error)])
        is_order = isinstance(error, DateOrderOpenError)
        return replace(looked_at, problem=str(error), asks_date_order=is_order)
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


def _opened(name: str, path: Path, content: bytes, known: Known, delimiter: str | None) -> Opened:
    try:
        sheets = reading.read(path, content, delimiter)
    except FileRefusedError as error:
        return Opened(name, problem=str(error))
    try:
        return Opened(name, sheets, known.recognised(path, content))
    except FileRefusedError as error:
        is_unknown = isinstance(error, UnknownFileError)
        return Opened(name, sheets, problem=str(error), is_unknown=is_unknown)


def _sample(content: bytes) -> bytes:
    """Cut a long text after a whole line; a workbook is no text."""
    if len(content) <= _SAMPLE_BYTES or content.startswith((ZIP, OLE)):
        return content
    end = content.rfind(b"\n", 0, _SAMPLE_BYTES) + 1
    return content[: end + (end % 2 if content.startswith(_WIDE_MARK) else 0)]


def _shortened(grid: Grid) -> Grid:
    return replace(grid, rows=grid.rows.head(_SAMPLE_ROWS))
