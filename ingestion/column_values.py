"""All filled cells of a column of the file, for what only the whole column tells."""

from collections.abc import Sequence

import polars as pl

from ingestion import grids, skips
from ingestion.grids import Grid
from ingestion.matching import Match
from ingestion.values import texts


def values(
    grid: Grid, found: Match, positions: Sequence[int], where_blank: Sequence[int] = ()
) -> pl.Series:
    """Give the cells of one column, or of several that stand for one, below the header.

    `where_blank` takes only the rows that have nothing in those columns.
    """
    body = grid.rows.slice(found.header_row + 1)
    rows = body.filter(skips.is_skipped(grid, found, body).not_())
    if where_blank:
        rows = rows.filter(pl.all_horizontal(_cell(place).is_null() for place in where_blank))
    filled = rows.select(pl.coalesce([_cell(place) for place in positions]).alias("text"))
    return filled.to_series().drop_nulls()


def _cell(position: int) -> pl.Expr:
    return texts.cleaned(pl.col(grids.column(position)))
