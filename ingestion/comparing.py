"""Hold the rows of a large file, which lie in a file of their own, against what is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from ingestion import differences
from ingestion.differences import Counts, Earlier, Gone, Policy
from ingestion.landed_rows import Source
from ingestion.trail import with_trail
from warehouse.entities import Entity

PART_ROWS = 500_000


@dataclass(frozen=True)
class Change:
    """A file with the rows that are new or changed, and how many; lines that count no longer."""

    file: Path
    height: int
    counts: Counts
    gone: Gone

    @property
    def landed(self) -> pl.LazyFrame:
        """Give the rows of the file itself: only they have a number."""
        return pl.scan_parquet(self.file).filter(pl.col("row_number").is_not_null())


def write(rows: pl.LazyFrame, target: Path) -> Path:
    """Write rows in their order, without holding them all."""
    rows.sink_parquet(target, compression="zstd", compression_level=1, maintain_order=True)
    return target


def without_repeats(written: Path, repeats: pl.DataFrame, entity: Entity, target: Path) -> Path:
    """Leave out what another row of the file says already, and number equal keys."""
    if repeats.is_empty():
        return written
    told = repeats.select("row_number", "state", pl.col(entity.key).alias("right_key"))
    rows = pl.scan_parquet(written).join(
        told.lazy(), on="row_number", how="left", maintain_order="left"
    )
    kept = rows.filter(pl.col("state").fill_null("landed") == "landed")
    right = pl.coalesce("right_key", entity.key).alias(entity.key)
    return write(kept.with_columns(right).select(*entity.schema), target)


def compared(file: Path, source: Source, policy: Policy, rejected: int, target: Path) -> Change:
    """Write the rows that are new or changed, and the lines that older exports had."""
    entity = source.found.match.format.target
    earlier = source.earlier(entity)
    rows = pl.scan_parquet(file)
    if earlier.log.is_empty():
        counts = differences.first_counts(rows, entity)
        return Change(file, counts.new, counts, Gone(entity, pl.DataFrame(schema=entity.schema)))
    parts = _Parts(file, earlier, differences.absent(rows, source.found.match))

    def landed() -> Iterator[pl.DataFrame]:
        for unlanded in parts.unlanded():
            yield with_trail(unlanded, entity, source.load)
        parts.gone = differences.gone(
            earlier, source.found.match, pl.concat(parts.slim), policy, rejected
        )
        yield with_trail(parts.gone.tombstones, entity, source.load)

    schema = entity.schema
    write(register_io_source(lambda *_: landed(), schema=schema, is_pure=False), target)
    counts = differences.less(parts.counts, parts.gone, entity)
    return Change(target, parts.height, counts, parts.gone)


class _Parts:
    """The rows of a file, some at a time, and what is summed up over them."""

    def __init__(self, file: Path, earlier: Earlier, absent: list[str]) -> None:
        self.file, self.earlier, self.absent = file, earlier, absent
        self.counts = Counts(0, 0, None, None)
        self.gone = Gone(earlier.entity, pl.DataFrame(schema=earlier.entity.schema))
        self.slim: list[pl.DataFrame] = []
        self.height = 0

    def unlanded(self) -> Iterator[pl.DataFrame]:
        """Give the rows that are new or changed."""
        entity, rows = self.earlier.entity, pl.scan_parquet(self.file)
        wanted = [name for name in (entity.key, entity.dated_by, "branch") if name in entity.schema]
        for start in range(0, rows.select(pl.len()).collect().item(), PART_ROWS):
            part = rows.slice(start, PART_ROWS).collect()
            change = differences.compared(self.earlier, part, self.absent)
            told = differences.counts(change)
            self.counts = told if start == 0 else self.counts + told
            self.slim.append(change.rows.select(wanted))
            unlanded = change.unlanded
            self.height += unlanded.height
            yield unlanded
