"""A sheet of cells as text, with the row numbers of the file: what every reader hands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import polars as pl

HEAD_ROWS = 40
# What is longer is a text of megabytes, in which nobody looks for the name of a column.
_LONGEST_HEADER = 1000


@dataclass(frozen=True)
class Grid:
    """Rows that are not blank: their `row_number`, their number of `cells`, then `c0`, `c1` …."""

    rows: pl.DataFrame
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    # Cells with a mark of `flaws` are among them.
    is_flawed: bool = False
    is_from_1904: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Tell a workbook, whose numbers were typed, from text."""
        return self.encoding == "workbook"

    @property
    def width(self) -> int:
        """Count the columns of the widest row."""
        return self.rows.width - 2

    def head(self) -> list[list[str]]:
        """Give the first rows, among which the header is looked for."""
        cells = self.rows.head(HEAD_ROWS).drop("row_number", "cells")
        return [[(cell or "")[:_LONGEST_HEADER] for cell in row] for row in cells.iter_rows()]


def column(index: int) -> str:
    """Name the grid column at a position."""
    return f"c{index}"


def width(rows: pl.DataFrame) -> int:
    """Count the grid columns among the columns of a frame."""
    return len([name for name in rows.columns if name[:1] == "c" and name[1:].isdecimal()])


def from_records(
    records: Sequence[list[str]], row_numbers: Sequence[int], encoding: str, delimiter: str
) -> Grid:
    """Make a grid of parsed records of unequal length."""
    columns = list(zip_longest(*records))
    frame = pl.DataFrame(
        {
            "row_number": pl.Series(row_numbers, dtype=pl.Int64),
            "cells": pl.Series([len(record) for record in records], dtype=pl.Int64),
            **{column(i): pl.Series(cells, dtype=pl.String) for i, cells in enumerate(columns)},
        }
    )
    return Grid(without_blank_rows(frame), encoding=encoding, delimiter=delimiter)


def without_blank_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Drop rows in which no cell holds more than blanks; most show it in their first cell."""
    number = pl.int_range(pl.len(), dtype=pl.UInt32).alias("number")
    left = frame.select(number, pl.exclude("row_number", "cells"))
    for name in left.columns[1:]:
        left = left.filter(
            pl.col(name).str.contains(r"[^\s\x{feff}]").fill_null(value=False).not_()
        )
        if left.is_empty():
            return frame
    all_rows = pl.int_range(frame.height, dtype=pl.UInt32, eager=True)
    return frame.filter(all_rows.is_in(left["number"].implode()).not_())
