"""Convert a large file part by part, several at a time, and write what comes of it as a stream."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import polars as pl
from polars.io.plugins import register_io_source

from ingestion import blocks, deciding, keys, trail
from ingestion.blocks import Block, TextFile
from ingestion.conversion import Converted, Data, Table
from ingestion.deciding import Decisions, Evidence
from warehouse.load_log import Load

WORKERS = 2
In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True)
class Part:
    """What one block brings, ready to be written, and what is summed up over the file."""

    rows: pl.DataFrame
    key_hashes: pl.Series
    converted: Converted
    evidence: Evidence


@dataclass
class Total:
    """What is known when all parts were written."""

    evidence: Evidence | None = None
    rows_read: int = 0
    rows_title_total: int = 0
    rows: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    unnamed: set[int] = field(default_factory=set)
    rates_used: set[str] = field(default_factory=set)
    skipped: list[pl.DataFrame] = field(default_factory=list)
    rejected: list[pl.DataFrame] = field(default_factory=list)
    key_hashes: list[pl.Series] = field(default_factory=list)
    row_numbers: list[pl.Series] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Count a part in."""
        shown, converted = part.evidence, part.converted
        self.evidence = shown if self.evidence is None else self.evidence + shown
        self.rows_read += converted.rows_read
        self.rows_title_total += converted.rows_title_total
        self.rows += part.rows.height
        self.counted.update(converted.counted)
        self.unnamed |= converted.unnamed
        self.rates_used |= set(converted.rates_used)
        self.skipped.append(converted.skipped)
        self.rejected.append(converted.rejected)
        self.key_hashes.append(part.key_hashes)
        self.row_numbers.append(part.rows["row_number"])

    def converted(self) -> Converted:
        """Give what a file read as a whole would, but for its rows."""
        return Converted(
            rows=pl.DataFrame(),
            rejected=pl.concat(self.rejected),
            rows_read=self.rows_read,
            rows_title_total=self.rows_title_total,
            skipped=pl.concat(self.skipped, how="diagonal"),
            unnamed=frozenset(self.unnamed),
            counted=dict(self.counted),
            rates_used=sorted(self.rates_used),
        )

    def repeated(self) -> pl.Series:
        """Name the rows whose key another row has, too."""
        hashes, numbers = pl.concat(self.key_hashes), pl.concat(self.row_numbers)
        if hashes.n_unique() == hashes.len():
            return numbers.clear()
        return numbers.filter(hashes.is_duplicated())


@dataclass(frozen=True)
class Stream:
    """A large file and how its rows are read."""

    file: TextFile
    table: Table
    load: Load
    size: int

    def first_guess(self) -> Decisions:
        """Give what the first rows speak for; more rows where they leave the order open."""
        found = self.table.found
        for size in (self.size // 32, self.size):
            first = next(blocks.blocks(self.file, size))
            shown = deciding.evidence(self._data(first)[0].texts, found)
            if not deciding.open_columns(shown, found):
                break
        return deciding.likely(shown, found, is_workbook=False)

    def write(self, target: Path, decisions: Decisions) -> Total:
        """Convert every row by the decisions and write those that are good."""
        total = Total()

        def parts(*_: object) -> Iterator[pl.DataFrame]:
            for part in _in_order(self._blocks(), lambda block: self._part(block, decisions)):
                total.add(part)
                yield part.rows

        schema = self.table.found.format.target.schema
        rows = register_io_source(parts, schema=schema, is_pure=False)
        # Keys and hashes do not shrink, whatever the level; the rest shrinks well at the lowest.
        rows.sink_parquet(target, compression="zstd", compression_level=1, maintain_order=True)
        return total

    def keyed(self, row_numbers: pl.Series, decisions: Decisions) -> pl.DataFrame:
        """Convert some rows again, all their texts kept, with what names them and what they say."""

        def again(block: Block) -> pl.DataFrame:
            rows = self.table.converted(self._data(block, row_numbers)[0], decisions).rows
            return keys.named(rows, self.table.found)

        return pl.concat(_in_order(self._blocks(), again), how="diagonal")

    def _blocks(self) -> Iterator[Block]:
        return blocks.blocks(self.file, self.size)

    def _data(self, block: Block, only: pl.Series | None = None) -> tuple[Data, int]:
        """Give the rows of a block that lie below the header, and how many lie above."""
        rows = blocks.grid(block, self.file, self.table.width).rows
        below = rows.filter(pl.col("row_number") > self.table.header_number)
        wanted = below if only is None else below.filter(pl.col("row_number").is_in(only.implode()))
        return self.table.data(wanted), rows.height - below.height

    def _part(self, block: Block, decisions: Decisions) -> Part:
        found, (data, above) = self.table.found, self._data(block)
        converted = self.table.converted(data, decisions)
        told = keys.named(converted.rows, found)
        rows = keys.hashed(keys.unrepeated(told), found.format.target)
        counted = replace(
            converted,
            rows=rows.clear(),
            rows_read=converted.rows_read + above,
            rows_title_total=converted.rows_title_total + above,
        )
        return Part(
            rows=trail.with_trail(rows, found.format.target, self.load),
            key_hashes=told["key_text"].hash(),
            converted=counted,
            evidence=deciding.evidence(data.texts, found),
        )


def _in_order(items: Iterator[In], work: Callable[[In], Out]) -> Iterator[Out]:
    """Work on a few items at once; give the results in the order of the items."""
    with ThreadPoolExecutor(WORKERS) as pool:
        waiting: deque[Future[Out]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) > WORKERS + 1:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
