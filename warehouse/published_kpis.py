"""The figures of closed months as they were first published, kept beyond the builds that had them.

The file only grows: a figure is added once, by the first build in which its month is closed. It is
filled from the builds themselves, so that a build whose figures were not noted (the machine went
down) is made up for as long as it is kept.
"""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

import polars as pl

from warehouse import builds
from warehouse.reading import QueryError, Warehouse

FILE = "published_kpis.parquet"
SCHEMA: dict[str, pl.DataType] = {
    "month_start": pl.Date(),
    "branch": pl.String(),
    "metric": pl.String(),
    "value": pl.Float64(),
    "definition": pl.String(),
    "last_load_id": pl.String(),
    "published_at": pl.Datetime("us"),
}
_CLOSED = """
select month_start, branch, metric, value, definition, last_load_id
from marts.kpi_figures where is_closed order by month_start, branch, metric
"""


class PublishedKpisError(Exception):
    """The file of published figures cannot be read."""


def read(folder: Path) -> pl.DataFrame:
    """Give the figures as first published; none where nothing was published yet."""
    file = folder / FILE
    if not file.is_file():
        return pl.DataFrame(schema=SCHEMA)
    try:
        return pl.read_parquet(file).select(*SCHEMA)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise PublishedKpisError(
            f"{FILE} in the folder warehouse cannot be read. Bring it back from a backup, or "
            "remove it: then the builds that are kept count as the first that were published."
        ) from error


def note(folder: Path) -> None:
    """Add what the builds that are kept have published and was not noted yet, oldest first."""
    before = known = read(folder)
    for build in builds.all_builds(folder):
        # All branches of a month are published at once: one that appears later was empty then.
        new = _closed(build).join(known, on=["month_start", "metric"], how="anti")
        known = pl.concat([known, new])
    if known.height > before.height:
        _write(folder / FILE, known)


def _closed(build: Path) -> pl.DataFrame:
    """Figures of a build's closed months; none where it was never shown or has no such mart."""
    try:
        said = builds.about(build)
        with closing(Warehouse(build)) as warehouse:
            figures = warehouse.ask(_CLOSED)
    except (builds.NoBuildError, QueryError):
        return pl.DataFrame(schema=SCHEMA)
    published_at = datetime.fromisoformat(said.published_at).replace(tzinfo=None)
    return figures.with_columns(published_at=pl.lit(published_at)).cast(SCHEMA)  # type: ignore[arg-type]


def _write(file: Path, rows: pl.DataFrame) -> None:
    """Write beside, then replace: whoever reads sees the old file or the new one, whole."""
    beside = file.with_name(f".{file.name}.draft")
    with beside.open("wb") as opened:
        rows.write_parquet(opened, compression="zstd")
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)
    builds.sync_folder(file.parent)
