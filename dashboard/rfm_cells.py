"""The 27 cells of RFM: three grids to click on, a list to choose from, the borders in words."""

from collections.abc import Mapping
from functools import partial

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import cell_charts, formats, words
from dashboard.charts import Layers
from dashboard.data import Build

CELL = "cell"
_ALL = pl.DataFrame(
    {
        "segment": words.CELLS,
        "r_score": [int(code[1]) for code in words.CELLS],
        "f_score": [int(code[3]) for code in words.CELLS],
        "m_score": [int(code[5]) for code in words.CELLS],
        "meaning": [words.cell(code) for code in words.CELLS],
    }
)


def choose(found: pl.DataFrame, build: Build) -> str | None:
    """Draw the grids, and under them the list of cells; return the cell that is chosen."""
    grids = st.container()
    chosen = st.selectbox(
        "Cell: R is the last visit, F how often, M the average check; 3 is best",
        words.CELLS,
        index=None,
        key=CELL,
        placeholder="Click on a cell above, or choose it here",
        bind="query-params",
    )
    rows = _in_words(found, chosen, build.currency)
    with grids:
        for level, column in zip((3, 2, 1), st.columns(3), strict=True):
            column.markdown(f"**{words.SCORES['m'][level].capitalize()}** (M{level})")
            chart = cell_charts.cells(rows.filter(pl.col("m_score") == level), max(rows["clients"]))
            _grid(column, chart, f"grid_{level}_{chosen}")
    return chosen


def _grid(column: DeltaGenerator, chart: Layers, key: str) -> None:
    # The choice is part of the key: a grid that is drawn anew has nothing selected, so that every
    # click is a new one, also on a cell that was chosen before.
    column.altair_chart(
        chart,
        key=key,
        on_select=partial(_take, key),
        alt="Nine cells: the last visit across, how often upwards; clients and money in each. "
        "The list below gives the same choice.",
    )


def _take(key: str) -> None:
    """Put the cell that was clicked into the list, and so into the address."""
    clicked: list[Mapping[str, str]] = st.session_state[key].selection.cell
    if clicked:
        st.session_state[CELL] = clicked[0]["segment"]


def _in_words(found: pl.DataFrame, chosen: str | None, currency: str) -> pl.DataFrame:
    """Give all 27 cells, the empty ones too, with people and money written out."""
    full = _ALL.join(found.select("segment", "clients", "revenue"), on="segment", how="left")
    rows = full.with_columns(pl.col("clients", "revenue").fill_null(0))
    return rows.with_columns(
        pl.Series("people", [formats.count(n) for n in rows["clients"]]),
        pl.Series("money", [formats.money(round(n), currency) for n in rows["revenue"]]),
        (pl.col("segment") == (chosen or "")).alias("is_chosen"),
    ).with_columns(
        pl.format("{}: {} clients, {}", "meaning", "people", "money").alias("in_words"),
    )
