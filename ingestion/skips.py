"""Rows that are no data: totals, repeated headers, what a format says to leave out."""

import polars as pl

from ingestion import grids
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.rules import SkipRule
from ingestion.values import texts


def is_skipped(grid: Grid, found: Match, body: pl.DataFrame) -> pl.Expr:
    """See total rows and repeated headers."""
    header = grid.rows.row(found.header_row)[2:]
    cells = [pl.col(grids.column(i)).eq_missing(cell) for i, cell in enumerate(header)]
    rules = [_skips(rule, found, body.width - 2) for rule in found.format.skip]
    return pl.any_horizontal(pl.all_horizontal(cells), *rules).fill_null(value=False)


def _skips(rule: SkipRule, found: Match, width: int) -> pl.Expr:
    if rule.header:
        position = found.others.get(rule.header[0])
        if position is None:
            return pl.lit(value=False)
        cell = texts.compared(pl.col(grids.column(position)))
    else:
        cell = pl.coalesce([texts.compared(pl.col(grids.column(i))) for i in range(width)])
    conditions = [cell.is_in([word.strip().lower() for word in rule.equals])]
    conditions += [cell.str.starts_with(word.strip().lower()) for word in rule.starts_with]
    conditions += [texts.lists(cell, word) for word in rule.contains]
    conditions += [cell.is_null()] if rule.is_blank else []
    conditions += [cell.str.contains(rule.unlike).not_()] if rule.unlike else []
    return pl.any_horizontal(conditions).fill_null(value=False)
