"""The chart of the revenue bridge: a data frame in, an Altair chart out. No Streamlit here."""

import altair as alt
import polars as pl

from dashboard import formats
from dashboard.charts import Layers
from dashboard.language import _
from dashboard.month.bridge import Bridge

# Legible on the light ground and on the dark one.
_GREY = "#7a7a7a"
_UP, _DOWN, _WHOLE = "up", "down", "whole"


def waterfall(bridge: Bridge, currency: str) -> Layers:
    """Draw the earlier month, what was added and taken away, and this month."""
    first = formats.short_month(bridge.base)
    last = formats.short_month(bridge.shown)
    parts = bridge.rows.with_columns(
        pl.when(pl.col("amount") < 0).then(pl.lit(_DOWN)).otherwise(pl.lit(_UP)).alias("way"),
        pl.Series(
            "said", [formats.signed_money(round(x), currency) for x in bridge.rows["amount"]]
        ),
    ).select("label", "start", "end", "way", "said")
    ends = pl.DataFrame(
        {
            "label": [first, last],
            "start": [0.0, 0.0],
            "end": [bridge.revenue_before, bridge.revenue_now],
            "way": [_WHOLE, _WHOLE],
            "said": [
                formats.money(round(bridge.revenue_before), currency),
                formats.money(round(bridge.revenue_now), currency),
            ],
        }
    )
    rows = pl.concat([ends.head(1), parts, ends.tail(1)])
    base = alt.Chart(rows).encode(
        y=alt.Y("label").type("nominal").sort(None).title(None).axis(labelLimit=0),
        tooltip=[
            alt.Tooltip("label").type("nominal").title(_("Part")),
            alt.Tooltip("said").type("nominal").title(_("Amount")),
        ],
    )
    bars = base.mark_bar().encode(
        x=alt.X("start")
        .type("quantitative")
        .title(_("Revenue, {currency}").format(currency=currency))
        .axis(tickCount=4, format=",.0f"),
        x2=alt.X2("end"),
        color=alt.Color("way")
        .type("nominal")
        .scale(domain=[_WHOLE, _UP, _DOWN], range=["#8a8f98", "#2e8b6f", "#c4553b"])
        .legend(None),
    )
    # A sign stands with each number, so that the colour is not needed to read it.
    said = (
        base.mark_text(align="left", dx=4, color=_GREY, aria=False)
        .encode(x=alt.X("right").type("quantitative"), text=alt.Text("said").type("nominal"))
        .transform_calculate(right="max(datum.start, datum.end)")
    )
    return alt.layer(bars, said).properties(height=alt.Step(30))
