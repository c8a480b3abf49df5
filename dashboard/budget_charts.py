"""Prices of new clients as a chart: a data frame in, an Altair chart out. No Streamlit here."""

from textwrap import wrap

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# So many stand beside each other under the bars on a phone.
_LETTERS_OF_A_TITLE = 30


def prices(rows: pl.DataFrame, currency: str) -> Layers:
    """Draw a bar for what a client may cost, and a mark for what one costs now."""
    base = alt.Chart(rows).encode(
        y=alt.Y("group").type("nominal").sort(None).title(None).axis(labelLimit=0),
        tooltip=[
            alt.Tooltip("group").type("nominal").title(_("New clients of")),
            alt.Tooltip("allowable_cac").type("quantitative").title(_("May cost")).format(",.2f"),
            alt.Tooltip("cac").type("quantitative").title(_("Costs now")).format(",.2f"),
            alt.Tooltip("verdict").type("nominal").title(_("How that stands")),
        ],
    )
    title = _("May cost (bar) and costs now (mark), {currency}").format(currency=currency)
    bars = base.mark_bar(opacity=0.55).encode(
        x=alt.X("allowable_cac")
        .type("quantitative")
        .title(wrap(title, _LETTERS_OF_A_TITLE))
        .axis(tickCount=5)
    )
    marks = base.mark_tick(thickness=4, height=24).encode(x=alt.X("cac").type("quantitative"))
    return alt.layer(bars, marks).properties(height=alt.Step(34))
