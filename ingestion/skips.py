"""Rows that are no data: totals, notes, headers that repeat. They are counted, not landed."""

import re

import polars as pl

from ingestion import grids
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.rules import SkipRule
from ingestion.values import distinct, texts


def is_skipped(grid: Grid, found: Match, body: pl.DataFrame) -> pl.Series:
    """See total rows and repeated headers below the header of a grid."""
    return skipped(body, grid.rows.row(found.header_row)[2:], found)


def skipped(rows: pl.DataFrame, header: tuple[str | None, ...], found: Match) -> pl.Series:
    """See total rows and repeated headers."""
    result = _is_header(rows, header)
    for rule in found.format.skip:
        result |= _skips(rule, found, rows)
    return result


def _is_header(rows: pl.DataFrame, header: tuple[str | None, ...]) -> pl.Series:
    named = next((i for i, cell in enumerate(header) if cell), 0)
    begins = (rows[grids.column(named)] == header[named]).fill_null(value=False)
    if not begins.any():
        return begins
    names = [grids.column(i) for i in range(rows.width - 2)]
    cells = [*header, *[None] * (len(names) - len(header))]
    alike = [
        pl.col(name).fill_null("") == (cell or "") for name, cell in zip(names, cells, strict=True)
    ]
    return rows.select(pl.all_horizontal(alike)).to_series()


def _skips(rule: SkipRule, found: Match, rows: pl.DataFrame) -> pl.Series:
    if not rule.header:
        return _first_filled(rule, rows)
    position = found.others.get(rule.header[0])
    if position is None:
        return pl.repeat(value=False, n=rows.height, eager=True)
    cell = grids.column(position)
    fits = _fits(rule, texts.compared(pl.col(cell)))
    return distinct.by_distinct(rows.select(cell), lambda cells: cells.select(fits)).to_series()


def _first_filled(rule: SkipRule, rows: pl.DataFrame) -> pl.Series:
    """Judge each row by its first filled cell; few rows are left after the first column."""
    number = pl.int_range(pl.len(), dtype=pl.UInt32).alias("number")
    left, hits = rows.select(number, pl.exclude("row_number", "cells")), []
    for name in left.columns[1:]:
        cells = left.filter(_may_fit(rule, left[name]))
        cell = texts.compared(pl.col(name)).alias("cell")
        read = cells.select("number", cell).with_columns(fits=_fits(rule, pl.col("cell")))
        hits.append(read["number"].filter(read["fits"]))
        left = cells.filter(read["cell"].is_null())
        if left.is_empty():
            break
    all_rows = pl.int_range(rows.height, dtype=pl.UInt32, eager=True)
    return all_rows.is_in(pl.concat(hits).implode()) if hits else all_rows < 0


def _may_fit(rule: SkipRule, cells: pl.Series) -> pl.Series:
    """See cells that are blank or begin like one of the words, before the exact look."""
    words = [word.strip() for word in (*rule.equals, *rule.starts_with)]
    if rule.unlike or rule.contains or not all(words):
        return pl.repeat(value=True, n=cells.len(), eager=True)
    # A capital I with a dot becomes two signs in lower case, the first of them a plain i.
    begins = "|".join([*(re.escape(word[0]) for word in words), r"\u{0130}"])
    return cells.is_null() | cells.str.contains(rf"(?i)^[\s\u{{feff}}]*(?:$|{begins})")


def _fits(rule: SkipRule, cell: pl.Expr) -> pl.Expr:
    conditions = [cell.is_in([word.strip().lower() for word in rule.equals])]
    conditions += [cell.str.starts_with(word.strip().lower()) for word in rule.starts_with]
    conditions += [texts.lists(cell, word) for word in rule.contains]
    conditions += [cell.is_null()] if rule.is_blank else []
    conditions += [cell.str.contains(rule.unlike).not_()] if rule.unlike else []
    return pl.any_horizontal(conditions).fill_null(value=False)
