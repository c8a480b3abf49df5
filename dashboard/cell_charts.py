"""The grid of RFM cells: a data frame in, an Altair chart out. No Streamlit here."""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import N_, _

# A light ground in both themes, so that the dark text of a cell is read on every shade of it.
_SHADES = ["#f7ecf1", "#dca3bf"]
_INK = "#2b2228"
_OUTLINE = "#7a3b69"
_TEXT: Any = {"color": _INK, "aria": False}
_GAPS: Any = {"xOffset": 2, "x2Offset": -2, "yOffset": 2, "y2Offset": -2}
_LAST_VISIT = (N_("long ago"), N_("a while ago"), N_("lately"))
_OFTEN = (N_("seldom"), N_("at times"), N_("often"))


def cells(rows: pl.DataFrame) -> Layers:
    """Draw nine cells: last visit across, how often upwards; a click selects the `segment`.

    `rows` has a row for each cell, the empty ones too, with `people` and `money` in words, and in
    `part` its clients as part of the fullest cell's, which has the darkest shade: a browser begins
    a chart anew where bounds change, and only fills it where rows do.
    """
    click = alt.selection_point(name="cell", fields=["segment"], toggle=False)
    base = alt.Chart(rows).encode(
        x=alt.X("r_score").type("ordinal").title(_("Last visit")).axis(_grades(_LAST_VISIT)),
        y=alt.Y("f_score").type("ordinal").sort("descending").title(None).axis(_grades(_OFTEN)),
    )
    shade = alt.Color("part").type("quantitative").scale(range=_SHADES, domain=[0, 1])
    # The cover lies over the texts, so that a click on a figure is a click on its cell.
    cover = base.mark_rect(cornerRadius=6, cursor="pointer", fill="transparent", **_GAPS).encode(
        stroke=alt.StrokeValue(
            "transparent", condition={"test": "datum.is_chosen", "value": _OUTLINE}
        ),
        strokeWidth=alt.StrokeWidthValue(4),
        description=alt.Description("in_words").type("nominal"),
        tooltip=[
            alt.Tooltip("meaning").type("nominal").title(_("Clients who")),
            alt.Tooltip("people").type("nominal").title(_("How many")),
            alt.Tooltip("money").type("nominal").title(_("Spent in 365 days")),
        ],
    )
    return alt.layer(
        base.mark_rect(cornerRadius=6, aria=False, **_GAPS).encode(color=shade.legend(None)),
        base.mark_text(dy=-9, fontSize=14, fontWeight="bold", **_TEXT).encode(text=_text("people")),
        base.mark_text(dy=10, fontSize=12, **_TEXT).encode(text=_text("money")),
        cover.add_params(click),
    ).properties(height=250)


def of_others(chart: Layers, rows: pl.DataFrame) -> Layers:
    """Draw the same of other rows: to describe a chart anew takes longer than all the rest."""
    same = chart.copy(deep=False)
    same.data = rows
    return same


def _grades(names: Sequence[str]) -> alt.Axis:
    said = json.dumps([_(name) for name in names])
    return alt.Axis(
        labelExpr=f"{said}[datum.value - 1]",
        labelAngle=0,
        labelFlush=False,
        labelOverlap=False,
        ticks=False,
        domain=False,
    )


def _text(field: str) -> alt.Text:
    return alt.Text(field).type("nominal")
