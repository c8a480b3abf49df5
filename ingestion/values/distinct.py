"""Read a column by its distinct texts: an export repeats most of them thousands of times."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

_SAMPLE = 4000
# Below this many rows, reading all columns at once costs less than finding what repeats.
FEW = 20_000


@dataclass(frozen=True)
class Encoded:
    """Distinct texts, the null among them, and for each row the position of its own."""

    texts: pl.Series
    codes: pl.Series

    def spread(self, read: pl.Series) -> pl.Series:
        """Give each row what was read of its text."""
        return read.gather(self.codes)

    def counts(self) -> pl.Series:
        """Count the rows of each distinct text."""
        return pl.Series(np.bincount(self.codes.to_numpy(), minlength=self.texts.len()))


def encoded(texts: pl.Series) -> Encoded | None:
    """Find the distinct texts; none where there are few rows or hardly any repeats."""
    if texts.len() < FEW or texts.head(_SAMPLE).n_unique() > _SAMPLE // 2:
        return None
    # Categories of their own: the shared ones would remember every text of every file.
    words = texts.cast(pl.Categorical(pl.Categories.random()))
    positions = words.to_physical()
    # They are numbered as they come.
    count = texts.len() - texts.null_count() and int(positions.max()) + 1  # type: ignore[arg-type]
    numbers = pl.int_range(count, dtype=pl.UInt32, eager=True)
    known = numbers.cat.to(words.dtype).cast(pl.String)
    codes = positions.fill_null(count)
    each = known.extend(pl.Series([None], dtype=pl.String)).alias(texts.name)
    # In the order of the alphabet, so that two parts of a file with the same texts are alike.
    order = each.arg_sort(nulls_last=True)
    return Encoded(each.gather(order), order.arg_sort().gather(codes))


def written(values: pl.Series) -> pl.Series:
    """Write values as texts, each distinct one once where they repeat."""
    if values.len() < FEW or values.head(_SAMPLE).n_unique() > _SAMPLE // 2:
        return values.cast(pl.String)
    each = values.unique()
    return values.replace_strict(each, each.cast(pl.String), return_dtype=pl.String)


def first_read(reads: Iterator[pl.Series]) -> pl.Series:
    """Give each text the first value that reads it; the next way is tried while any is unread."""
    values = next(reads)
    while values.null_count() and (further := next(reads, None)) is not None:
        values = pl.select(pl.coalesce(values, further).alias(values.name)).to_series()
    return values


class Memory:
    """What was read last of the distinct texts of each column: parts of a file say much the same.

    Threads may share it: what one of them forgets is read again.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, tuple[pl.Series, pl.DataFrame]] = {}

    def read(
        self, key: Hashable, texts: pl.Series, read: Callable[[pl.DataFrame], pl.DataFrame]
    ) -> pl.DataFrame:
        """Apply `read` to distinct texts, unless it was applied to the same ones before."""
        last = self._last.get(key)
        if last is not None and last[0].equals(texts, null_equal=True):
            return last[1]
        result = read(texts.to_frame())
        self._last[key] = (texts, result)
        return result


def by_distinct(cells: pl.DataFrame, read: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    """Apply `read` to a frame, by distinct texts where it is one column that repeats them."""
    found = encoded(cells.to_series()) if cells.width == 1 else None
    if found is None:
        return read(cells)
    return pl.DataFrame([found.spread(one) for one in read(found.texts.to_frame())])


@dataclass(frozen=True)
class Texts:
    """Rows of texts, and the distinct ones of those columns that repeat them."""

    rows: pl.DataFrame
    known: dict[str, Encoded]
    memory: Memory

    @property
    def are_few(self) -> bool:
        """Tell that no column is read by its distinct texts."""
        return self.rows.height < FEW

    def has_any(self, name: str) -> bool:
        """Tell whether any row has a text in a column."""
        texts = self.distinct(name)
        return texts.null_count() < texts.len()

    def distinct(self, name: str) -> pl.Series:
        """Give the distinct texts of a column, or all where hardly any repeats."""
        found = self.known.get(name)
        return found.texts if found else self.rows[name]

    def read(
        self, name: str, key: Hashable, read: Callable[[pl.DataFrame], pl.DataFrame]
    ) -> pl.DataFrame:
        """Apply `read` to a column; what `key` names is not read twice of the same texts."""
        found = self.known.get(name)
        if found is None:
            return read(self.rows.select(name))
        each = self.memory.read((name, key), found.texts, read)
        return pl.DataFrame([found.spread(one) for one in each])

    def counts(
        self, name: str, read: Callable[[pl.DataFrame], pl.DataFrame]
    ) -> tuple[int, ...] | None:
        """Count the rows for which each column of `read` is true; none where nothing repeats."""
        found = self.known.get(name)
        if found is None:
            return None
        flags = self.memory.read((name, read), found.texts, read)
        rows = found.counts()
        sums = flags.select((pl.all().fill_null(value=False) * rows).sum())
        return tuple(int(count) for count in sums.row(0))
