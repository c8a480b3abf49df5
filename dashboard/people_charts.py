"""Ladders and returns as charts: a data frame in, an Altair chart out. No Streamlit here."""

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

_LEGEND = alt.Legend(orient="top", title=None, columns=2, labelLimit=0, symbolLimit=0)
_WHOLE = alt.Scale(domain=[0, 1])
# Seen on the light ground and on the dark one.
_RULE = "#808080"


def ladder(rows: pl.DataFrame) -> alt.Chart:
    """Draw a bar per step: the share of all first visits that lead so far, named with it."""
    axis = alt.Axis(format=".0%", tickCount=4)
    chart: alt.Chart = (
        alt.Chart(rows.drop_nulls("share_of_cohort"))
        .mark_bar()
        .encode(
            y=alt.Y("label").type("nominal").sort(None).title(None).axis(labelLimit=0),
            x=alt.X("share_of_cohort")
            .type("quantitative")
            .title(_("Of all first visits"))
            .scale(_WHOLE)
            .axis(axis),
            tooltip=[
                alt.Tooltip("label").type("nominal").title(_("Visit")),
                alt.Tooltip("share").type("quantitative").title(_("Of those before")).format(".1%"),
                alt.Tooltip("clients")
                .type("quantitative")
                .title(_("Made the visit before"))
                .format(",.0f"),
            ],
        )
        .properties(height=alt.Step(34))
    )
    return chart


def returns(rows: pl.DataFrame, days: int) -> Layers:
    """Draw the share who came again by each day, a line per group, in its band where it is one."""
    names = rows["group"].unique(maintain_order=True).to_list()
    color = alt.Color("group").type("nominal").scale(domain=names)
    color = color.legend(_LEGEND if len(names) > 1 else None)
    day = (
        alt.X("days")
        .type("quantitative")
        .title(_("Days since the first visit"))
        .axis(tickMinStep=1, values=[0, 30, 60, 90, 120, 150, 180], grid=False)
        .scale(domain=[0, 180])
    )
    share = alt.Axis(format=".0%", tickCount=5)
    came = alt.Y("share").type("quantitative").title(_("Came again")).axis(share)
    base = alt.Chart(rows).encode(x=day)
    line = base.mark_line(interpolate="step-after").encode(
        y=came,
        color=color,
        strokeDash=alt.StrokeDash("group").type("nominal").scale(domain=names).legend(None),
        tooltip=[
            alt.Tooltip("group").type("nominal").title(_("Who")),
            alt.Tooltip("days").type("quantitative").title(_("Days")),
            alt.Tooltip("share").type("quantitative").title(_("Came again")).format(".1%"),
            alt.Tooltip("share_low").type("quantitative").title(_("At least")).format(".1%"),
            alt.Tooltip("share_high").type("quantitative").title(_("At most")).format(".1%"),
            alt.Tooltip("at_risk")
            .type("quantitative")
            .title(_("Clients still looked at"))
            .format(",.0f"),
        ],
    )
    # An axis of its own data, so that the rule is drawn once and not for every row.
    rule = (
        alt.Chart(pl.DataFrame({"days": [days]}))
        .mark_rule(strokeDash=[4, 4], color=_RULE)
        .encode(x=alt.X("days").type("quantitative"))
    )
    if len(names) > 1:
        return alt.layer(line, rule).properties(height=300 + 12 * len(names))
    band = base.mark_area(interpolate="step-after", opacity=0.2, aria=False).encode(
        y=alt.Y("share_low").type("quantitative"), y2=alt.Y2("share_high"), color=color
    )
    return alt.layer(band, line, rule).properties(height=300)


def shares(rows: pl.DataFrame, total: float | None) -> Layers:
    """Draw the share of each group in the interval it lies in, and a rule at that of all."""
    base = alt.Chart(rows).encode(
        y=alt.Y("group").type("nominal").sort(None).title(None).axis(labelLimit=0),
        tooltip=[
            alt.Tooltip("group").type("nominal").title(_("Group")),
            alt.Tooltip("share").type("quantitative").title(_("Came again")).format(".1%"),
            alt.Tooltip("share_low").type("quantitative").title(_("At least")).format(".1%"),
            alt.Tooltip("share_high").type("quantitative").title(_("At most")).format(".1%"),
            alt.Tooltip("mature").type("quantitative").title(_("First visits")).format(",.0f"),
        ],
    )
    axis = alt.Axis(format=".0%", tickCount=5)
    came = alt.X("share_low").type("quantitative").title(_("Came again")).scale(_WHOLE).axis(axis)
    interval = base.mark_bar(size=6, opacity=0.4, cornerRadius=3).encode(
        x=came, x2=alt.X2("share_high")
    )
    points = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.X("share").type("quantitative")
    )
    rule = (
        alt.Chart(
            pl.DataFrame({"share": [] if total is None else [total]}, schema={"share": float})
        )
        .mark_rule(strokeDash=[4, 4], color=_RULE)
        .encode(x=alt.X("share").type("quantitative"))
    )
    return alt.layer(interval, points, rule).properties(height=alt.Step(30))
