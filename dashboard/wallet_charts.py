"""Shares of wallet drawn: how they spread, and what is told beside the rule of places."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# Seen on a light and on a dark ground.
_COLOURS = {"at_risk": "#cf6246", "shared": "#c98a35", "core": "#2f9aa3"}


def spread(rows: pl.DataFrame, names: Mapping[str, str], order: list[str]) -> Layers:
    """Draw how many clients stand in each tenth of the wallet, by band."""
    base = alt.Chart(
        rows.with_columns(pl.col("band").replace_strict(dict(names), default=None).alias("name"))
    ).encode(
        x=alt.X("tenth_name")
        .type("ordinal")
        .sort(order)
        .scale(domain=order)
        .title(_("Share of wallet"))
        .axis(labelAngle=0, labelOverlap="greedy"),
    )
    bars = base.mark_bar().encode(
        y=alt.Y("clients").type("quantitative").title(_("Clients")).axis(tickMinStep=1),
        color=alt.Color("name")
        .type("nominal")
        .scale(domain=[names[band] for band in _COLOURS], range=list(_COLOURS.values()))
        .legend(orient="top", title=None, columns=1, labelLimit=0, symbolLimit=0),
        tooltip=[
            alt.Tooltip("tenth_name").type("nominal").title(_("Share of wallet")),
            alt.Tooltip("name").type("nominal").title(_("Band")),
            alt.Tooltip("clients").type("quantitative").title(_("Clients")).format(",.0f"),
            alt.Tooltip("wallet_gap")
            .type("quantitative")
            .title(_("Spent elsewhere"))
            .format(",.0f"),
        ],
    )
    return alt.layer(bars).properties(height=300)


def told_and_ruled(rows: pl.DataFrame) -> Layers:
    """Draw the share told, with its interval, beside what the place says: a row for each place."""
    base = alt.Chart(rows).encode(
        y=alt.Y("place").type("nominal").sort(None).title(None).axis(labelLimit=0),
        tooltip=[
            alt.Tooltip("place").type("nominal").title(_("Place")),
            alt.Tooltip("clients").type("quantitative").title(_("Clients")).format(",.0f"),
            alt.Tooltip("share_told").type("quantitative").title(_("As told")).format(".1%"),
            alt.Tooltip("share_ruled").type("quantitative").title(_("By the place")).format(".1%"),
        ],
    )
    scale = alt.Scale(domain=[0, 1])
    signs = alt.Scale(
        domain=[_("As told"), _("By the place")], range=[_COLOURS["core"], _COLOURS["shared"]]
    )
    shapes = alt.Scale(domain=[_("As told"), _("By the place")], range=["circle", "diamond"])
    interval = base.mark_bar(size=6, opacity=0.35, cornerRadius=3, color=_COLOURS["core"]).encode(
        x=alt.X("told_low").type("quantitative").scale(scale).title(_("Share of wallet")),
        x2=alt.X2("told_high"),
    )
    points = [
        base.transform_calculate(what=repr(name))
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X(column)
            .type("quantitative")
            .scale(scale)
            .title(_("Share of wallet"))
            .axis(format=".0%", tickCount=5),
            color=alt.Color("what").type("nominal").scale(signs).legend(orient="top", title=None),
            shape=alt.Shape("what").type("nominal").scale(shapes).legend(orient="top", title=None),
        )
        for name, column in ((_("As told"), "share_told"), (_("By the place"), "share_ruled"))
    ]
    return alt.layer(interval, *points).properties(height=alt.Step(34))
