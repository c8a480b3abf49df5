"""The way of a client over the grid of RFM, drawn. No Streamlit here."""

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# A light ground in both themes, so that the dark text of a cell is read on every shade of it.
_SHADES = ["#f7ecf1", "#e9c7d9", "#dca3bf"]
_INK = "#2b2228"


def grades(rows: pl.DataFrame) -> pl.DataFrame:
    """Turn quarters into a row per quarter and axis, the oldest quarter first."""
    names = {"r_score": _("Last visit"), "f_score": _("How often"), "m_score": _("Average check")}
    return (
        rows.reverse()
        .rename(names)
        .unpivot(
            list(names.values()), index="quarter_name", variable_name="axis", value_name="grade"
        )
    )


def path(rows: pl.DataFrame) -> Layers:
    """Draw a cell per quarter and axis with its grade; a darker one is better."""
    quarters = rows["quarter_name"].unique(maintain_order=True).to_list()
    axes = rows["axis"].unique(maintain_order=True).to_list()
    base = alt.Chart(rows).encode(
        x=alt.X("quarter_name")
        .type("ordinal")
        .sort(quarters)
        .axis(
            title=None,
            labelAngle=0,
            labelFlush=False,
            labelOverlap="greedy",
            ticks=False,
            domain=False,
        ),
        y=alt.Y("axis")
        .type("nominal")
        .sort(axes)
        .axis(title=None, labelLimit=0, labelFlush=False, ticks=False, domain=False),
        tooltip=[
            alt.Tooltip("quarter_name").type("nominal").title(_("Quarter")),
            alt.Tooltip("axis").type("nominal").title(_("Axis")),
            alt.Tooltip("grade").type("quantitative").title(_("Grade, 3 is best")),
        ],
    )
    shade = alt.Color("grade").type("ordinal").scale(domain=[1, 2, 3], range=_SHADES).legend(None)
    cells = base.mark_rect(xOffset=1, x2Offset=-1, yOffset=1, y2Offset=-1).encode(color=shade)
    texts = base.mark_text(color=_INK, fontWeight="bold", aria=False).encode(
        text=alt.Text("grade").type("quantitative")
    )
    return alt.layer(cells, texts).properties(height=140)
