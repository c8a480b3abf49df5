"""Charts of the month."""

import altair as alt
from dashboard.month.bridge import Bridge


def waterfall(bridge: Bridge, currency: str) -> alt.Chart:
    return (
        alt.Chart(bridge.rows)
        .mark_bar()
        .encode(
            x=alt.X("label").type("nominal").sort(None).title(None).axis(labelAngle=-20),
            y=alt.Y("start").type("quantitative").title(currency).scale(zero=False),
            y2=alt.Y2("end"),
        )
    )
