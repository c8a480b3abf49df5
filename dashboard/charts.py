"""Charts: a data frame in, an Altair chart out. No Streamlit here."""

from collections.abc import Mapping
from typing import TypeAlias

import altair as alt

# Altair looks whether pandas is there; half of it is there while another thread loads it for
# Streamlit. Loaded here, it is whole before the first chart is drawn.
import pandas as _whole  # type: ignore[import-untyped]  # noqa: F401
import polars as pl

from dashboard.language import N_, _

Layers: TypeAlias = alt.LayerChart | alt.FacetChart
Chart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart

_LEGEND = alt.Legend(orient="top", title=None, columns=2, labelLimit=0, symbolLimit=0)
_AXIS = alt.Axis(
    format="%b %Y",
    title=None,
    grid=False,
    labelOverlap="parity",
    tickCount=alt.TimeIntervalStep(interval="month", step=3),
)

_VALUES = {"clients": N_("Clients"), "revenue": N_("Revenue")}


def months_stacked(
    months: pl.DataFrame, parts: Mapping[str, str], title: str, number: str
) -> alt.Chart:
    """Draw one bar per month, stacked from columns; `parts` gives each column its name."""
    base = _by_month(_long(months, parts), list(parts.values()), title, number)
    chart: alt.Chart = base.mark_bar().encode(order=alt.Order("place").type("quantitative"))
    return chart


def months_lines(
    months: pl.DataFrame, parts: Mapping[str, str], title: str, number: str
) -> alt.Chart:
    """Draw one line per column by month; no legend where there is one line."""
    known = _long(months, parts).drop_nulls("value")
    base = _by_month(known, list(parts.values()), title, number)
    chart: alt.Chart = base.mark_line(point=True)
    return chart


def quarters_stacked(rows: pl.DataFrame, group: str, groups: list[str], value: str) -> alt.Chart:
    """Draw one bar per quarter, stacked from groups in the order given."""
    title = _(_VALUES[value])
    order = pl.DataFrame({group: groups, "place": range(len(groups))})
    chart: alt.Chart = (
        alt.Chart(rows.join(order, on=group, how="left", maintain_order="left"))
        .mark_bar()
        .encode(
            x=_quarter(),
            y=alt.Y(value).type("quantitative").title(title).axis(tickMinStep=1),
            color=_color(group, groups),
            order=alt.Order("place").type("quantitative"),
            tooltip=[
                alt.Tooltip("quarter_name").type("nominal").title(_("Quarter")),
                alt.Tooltip(group).type("nominal").title(_("Type")),
                alt.Tooltip(value).type("quantitative").title(title).format(",.0f"),
            ],
        )
        .properties(height=300)
    )
    return chart


def ranked_bars(rows: pl.DataFrame, name: str, value: str, title: str) -> alt.Chart:
    """Draw one bar per row, in the order given."""
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            y=alt.Y(name).type("nominal").sort(None).title(None).axis(labelLimit=0),
            x=alt.X(value)
            .type("quantitative")
            .title(title)
            .axis(tickCount=4, tickMinStep=1, format=",.0f"),
            tooltip=[
                alt.Tooltip(name).type("nominal").title(_("Group")),
                alt.Tooltip(value).type("quantitative").title(title).format(",.0f"),
            ],
        )
        .properties(height=alt.Step(34))
    )
    return chart


def scores(rows: pl.DataFrame) -> Layers:
    """Draw a score per quarter with the interval it lies in."""
    base = alt.Chart(rows).encode(
        x=_quarter(),
        tooltip=[
            alt.Tooltip("quarter_name").type("nominal").title(_("Quarter")),
            alt.Tooltip("nps").type("quantitative").title(_("NPS")).format("+.0f"),
            alt.Tooltip("nps_low").type("quantitative").title(_("At least")).format("+.0f"),
            alt.Tooltip("nps_high").type("quantitative").title(_("At most")).format("+.0f"),
            alt.Tooltip("responses").type("quantitative").title(_("Answers")),
        ],
    )
    scale = alt.Scale(domain=[-100, 100])
    interval = base.mark_bar(size=6, opacity=0.4, cornerRadius=3).encode(
        y=alt.Y("nps_low").type("quantitative").title(_("NPS")).scale(scale),
        y2=alt.Y2("nps_high"),
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(
        y=alt.Y("nps").type("quantitative").title(_("NPS")).scale(scale)
    )
    return alt.layer(interval, points).properties(height=260)


def _long(months: pl.DataFrame, parts: Mapping[str, str]) -> pl.DataFrame:
    names = pl.DataFrame(
        {"part": list(parts.values()), "column": list(parts), "place": range(len(parts))}
    )
    return (
        months.unpivot(list(parts), index="month_start", variable_name="column")
        .join(names, on="column")
        .sort("place", "month_start")
    )


def _by_month(rows: pl.DataFrame, names: list[str], title: str, number: str) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(rows)
        .encode(
            x=alt.X("month_start").type("temporal").timeUnit("yearmonth").axis(_AXIS),
            y=alt.Y("value").type("quantitative").title(title).axis(format=number),
            color=_color("part", names),
            tooltip=[
                alt.Tooltip("month_start").type("temporal").title(_("Month")).format("%B %Y"),
                alt.Tooltip("part").type("nominal").title(_("What")),
                alt.Tooltip("value").type("quantitative").title(title).format(number),
            ],
        )
        .properties(height=260)
    )
    return chart


def _quarter() -> alt.X:
    """Put quarters in the order of the rows."""
    return (
        alt.X("quarter_name")
        .type("ordinal")
        .sort(None)
        .axis(title=None, labelOverlap="greedy", labelAngle=0, labelFlush=False)
    )


def _color(field: str, names: list[str]) -> alt.Color:
    color = alt.Color(field).type("nominal").scale(domain=names)
    return color.legend(_LEGEND if len(names) > 1 else None)
