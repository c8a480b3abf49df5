"""Cells that the reader of a workbook left out, written into its table with a mark."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import polars as pl

from ingestion import flaws
from ingestion.package_parts import Look

# Row and column, from 0 in the table (a column may lie before it), and the text of the cell.
Written = tuple[int, int, str]

_ERRORS = {
    "Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!",
    "Ref": "#REF!", "Value": "#VALUE!", "GettingData": "#GETTING_DATA",
}  # fmt: skip
_ERROR = re.compile(r"'Error\((\w+)\)'")
# What a workbook holds of a day beyond its calendar, or of a length of time.
_PLAIN = re.compile(r"value: (-?[0-9.]+)|Iso\(\"([^\"]*)\"\)")


def from_errors(errors: Iterable[Sequence[int | str]]) -> list[Written]:
    """Take the cells that the reader says it could not write as text."""
    return [(int(row), int(column), _text(str(detail))) for row, column, detail in errors]


def from_look(seen: Look, sheet: str) -> list[Written]:
    """Take the cells that a look into the XML found."""
    first = seen.first_column.get(sheet, 0)
    found = seen.marked.get(sheet, {})
    return [(row, column - first, text) for (row, column), text in found.items()]


def written(table: pl.DataFrame, cells: Sequence[Written]) -> pl.DataFrame:
    """Write cells into the table, which grows where they lie outside."""
    if not cells:
        return table
    by_column = {
        column: {row: text for row, _, text in group}
        for column, group in groupby(sorted(cells, key=_column), key=_column)
    }
    low, high = min(0, *by_column), max(table.width - 1, *by_column)
    height = max(table.height, *(row + 1 for row, _, _ in cells))
    columns = [_column_of(table, position, height) for position in range(low, high + 1)]
    for position, texts in by_column.items():
        columns[position - low] = columns[position - low].scatter(list(texts), list(texts.values()))
    return pl.DataFrame([column.alias(str(i)) for i, column in enumerate(columns)])


def _column(cell: Written) -> int:
    return cell[1]


def _column_of(table: pl.DataFrame, position: int, height: int) -> pl.Series:
    if 0 <= position < table.width:
        return table.to_series(position).extend_constant(None, height - table.height)
    return pl.Series([None], dtype=pl.String).new_from_index(0, height)


def _text(detail: str) -> str:
    error = _ERROR.search(detail)
    if error:
        return flaws.ERROR + _ERRORS.get(error.group(1), f"#{error.group(1).upper()}")
    plain = _PLAIN.search(detail)
    return next(filter(None, plain.groups()), "") if plain else flaws.ERROR + detail
