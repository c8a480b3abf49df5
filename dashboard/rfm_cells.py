"""The 27 cells of RFM: three grids to click on, a list to choose from, the borders in words."""

from collections.abc import Mapping
from functools import partial

import polars as pl
import streamlit as st

from dashboard import cell_charts, formats, pictures, words
from dashboard.charts import Layers
from dashboard.data import Build
from dashboard.language import _

CELL = "cell"
_ALL = pl.DataFrame(
    {
        "segment": words.CELLS,
        "r_score": [int(code[1]) for code in words.CELLS],
        "f_score": [int(code[3]) for code in words.CELLS],
        "m_score": [int(code[5]) for code in words.CELLS],
    }
)


def choose(found: pl.DataFrame, build: Build) -> str | None:
    """Draw the grids, and under them the list of cells; return the cell that is chosen."""
    grids = st.container()
    chosen = st.selectbox(
        _("Cell: R is the last visit, F how often, M the average check; 3 is best"),
        words.CELLS,
        index=None,
        key=CELL,
        placeholder=_("Click on a cell above, or choose it here"),
        bind="query-params",
    )
    rows = _in_words(found, chosen, build.currency)
    all_cells = cell_charts.cells(rows)
    with grids:
        for level, column in zip((3, 2, 1), st.columns(3), strict=True):
            name = _(words.SCORES["m"][level]).capitalize()
            chart = cell_charts.of_others(all_cells, rows.filter(pl.col("m_score") == level))
            with column:
                st.markdown(f"**{name}** (M{level})")
                _grid(chart, f"{name} (M{level})", f"grid_{level}_{chosen}")
    return chosen


def clients_in(found: pl.DataFrame, cell: str) -> int:
    """Count the clients of a cell; one that is not among the found has none."""
    return int(found.filter(pl.col("segment") == cell)["clients"].sum())


def _grid(chart: Layers, title: str, key: str) -> None:
    # The choice is part of the key: a grid that is drawn anew has nothing selected, so that every
    # click is a new one, also on a cell that was chosen before.
    pictures.draw(
        chart,
        alt=_(
            "Nine cells: the last visit across, how often upwards; clients and money in each. "
            "The list below gives the same choice."
        ),
        title=title,
        key=key,
        on_select=partial(_take, key),
    )


def _take(key: str) -> None:
    """Put the cell that was clicked into the list, and so into the address."""
    clicked: list[Mapping[str, str]] = st.session_state[key].selection.cell
    if clicked:
        st.session_state[CELL] = clicked[0]["segment"]


def _in_words(found: pl.DataFrame, chosen: str | None, currency: str) -> pl.DataFrame:
    """Give all 27 cells, the empty ones too, with people and money written out."""
    full = _ALL.join(found.select("segment", "clients", "revenue"), on="segment", how="left")
    rows = full.with_columns(
        pl.col("clients", "revenue").fill_null(0),
        pl.Series("meaning", [words.cell(code) for code in full["segment"]], pl.String),
    )
    return rows.with_columns(
        pl.Series("people", [formats.count(n) for n in rows["clients"]]),
        pl.Series(
            "people_named", [formats.plural(n, "client", "clients") for n in rows["clients"]]
        ),
        pl.Series("money", [formats.money(round(n), currency) for n in rows["revenue"]]),
        (pl.col("clients") / pl.max_horizontal(pl.col("clients").max(), 1)).alias("part"),
        (pl.col("segment") == (chosen or "")).alias("is_chosen"),
    ).with_columns(
        pl.format("{}: {}, {}", "meaning", "people_named", "money").alias("in_words"),
    )
