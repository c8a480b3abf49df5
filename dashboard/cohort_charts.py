"""Cohorts and values as charts: a data frame in, an Altair chart out. No Streamlit here."""

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# A light ground in both themes, so that the dark text of a cell is read on every shade of it.
_SHADES = ["#f7ecf1", "#dca3bf"]
_INK = "#2b2228"
_LEGEND = alt.Legend(orient="top", title=None, columns=2, labelLimit=0, symbolLimit=0)
_AGES = alt.Axis(labelAngle=0, labelOverlap="parity", ticks=False, domain=False)
_COHORTS = alt.Axis(labelLimit=0, labelFlush=False, labelOverlap=False)


def triangle(rows: pl.DataFrame, title: str) -> Layers:
    """Draw a cell per cohort and age: `written` in it, shaded by `value`, empty in the future."""
    # All came in the month of the first visit: the shades tell the later ones apart. They are parts
    # of the highest, and not bounds of the scale: a browser need not begin the chart anew.
    most = max(rows.filter(pl.col("age_months") > 0)["value"].to_list(), default=0) or 1
    parts = rows.with_columns((pl.col("value") / most).alias("part"))
    base = alt.Chart(parts).encode(
        x=alt.X("age_months").type("ordinal").title(_("Months since the first visit")).axis(_AGES),
        y=alt.Y("cohort").type("ordinal").sort(None).title(None).axis(_COHORTS),
    )
    scale = alt.Scale(range=_SHADES, domain=[0, 1], clamp=True)
    shade = alt.Color("part").type("quantitative").scale(scale).legend(None)
    cells = base.mark_rect(xOffset=1, yOffset=1, x2Offset=-1, y2Offset=-1).encode(
        color=shade,
        tooltip=[
            alt.Tooltip("cohort").type("nominal").title(_("First visit in")),
            alt.Tooltip("clients").type("quantitative").title(_("Clients won")).format(",.0f"),
            alt.Tooltip("age_months").type("ordinal").title(_("Months since")),
            alt.Tooltip("in_words").type("nominal").title(title),
        ],
    )
    texts = base.mark_text(fontSize=10, color=_INK, aria=False).encode(
        text=alt.Text("written").type("nominal")
    )
    height = 24 * rows["cohort"].n_unique() + 50
    return alt.layer(cells, texts).properties(height=height)


def mean_lines(rows: pl.DataFrame, value: str, title: str, number: str) -> alt.Chart:
    """Draw one line per slice by months since the first visit; no legend where there is one."""
    names = rows["slice_name"].unique(maintain_order=True).to_list()
    color = alt.Color("slice_name").type("nominal").scale(domain=names)
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_line(point=True)
        .encode(
            x=alt.X("age_months")
            .type("quantitative")
            .title(_("Months since the first visit"))
            .axis(tickMinStep=1),
            y=alt.Y(value).type("quantitative").title(title).axis(format=number),
            color=color.legend(_LEGEND if len(names) > 1 else None),
            tooltip=[
                alt.Tooltip("slice_name").type("nominal").title(_("Who")),
                alt.Tooltip("age_months").type("quantitative").title(_("Months since")),
                alt.Tooltip(value).type("quantitative").title(title).format(number),
                alt.Tooltip("clients").type("quantitative").title(_("Clients seen")).format(",.0f"),
            ],
        )
        # The legend takes its lines from the chart.
        .properties(height=280 + 12 * len(names))
    )
    return chart


def bands(rows: pl.DataFrame, title: str) -> Layers:
    """Draw a value per group in its two bands, the narrow one of 80% over the one of 95%."""
    base = alt.Chart(rows).encode(
        y=alt.Y("group").type("nominal").sort(None).title(None).axis(labelLimit=0),
        tooltip=[
            alt.Tooltip("group").type("nominal").title(_("Group")),
            alt.Tooltip("clients").type("quantitative").title(_("Clients")).format(",.0f"),
            alt.Tooltip("clv_per_client").type("quantitative").title(title).format(",.2f"),
            alt.Tooltip("in_80").type("nominal").title(_("8 in 10")),
            alt.Tooltip("in_95").type("nominal").title(_("19 in 20")),
        ],
    )
    wide = base.mark_bar(size=4, opacity=0.45, cornerRadius=2).encode(
        x=alt.X("clv_low_95").type("quantitative").title(title).axis(tickCount=4, format=",.0f"),
        x2=alt.X2("clv_high_95"),
    )
    narrow = base.mark_bar(size=10, opacity=0.55, cornerRadius=4).encode(
        x=alt.X("clv_low").type("quantitative"), x2=alt.X2("clv_high")
    )
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=alt.X("clv_per_client").type("quantitative")
    )
    return alt.layer(wide, narrow, points).properties(height=alt.Step(34))
