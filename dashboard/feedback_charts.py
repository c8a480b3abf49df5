"""Scores, factors, presses and marks as charts: a data frame in, an Altair chart out."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts import Chart, Layers

_SHAPES = ["circle", "square", "triangle-up", "diamond"]
# A grey that is seen on both grounds.
_LINE = "#8a7f88"
_LABEL_ROOM = 0.055
_MOST_LETTERS = 24


def intervals(rows: pl.DataFrame, name: str, titles: tuple[str, str, str, str]) -> Layers:
    """Draw a score per row with the interval it lies in; `titles` of score, ends and answers."""
    score, least, most, answers = titles
    base = alt.Chart(rows).encode(
        y=alt.Y(name).type("nominal").sort(None).title(None).axis(labelLimit=160),
        tooltip=[
            alt.Tooltip(name).type("nominal").title(" "),
            alt.Tooltip("nps").type("quantitative").title(score).format("+.0f"),
            alt.Tooltip("nps_low").type("quantitative").title(least).format("+.0f"),
            alt.Tooltip("nps_high").type("quantitative").title(most).format("+.0f"),
            alt.Tooltip("responses").type("quantitative").title(answers).format(",.0f"),
        ],
    )
    scale = alt.Scale(domain=[-100, 100])
    x = alt.X("nps").type("quantitative").title(score).scale(scale).axis(tickCount=5)
    bars = base.mark_bar(size=6, opacity=0.4, cornerRadius=3).encode(
        x=alt.X("nps_low").type("quantitative").title(score).scale(scale).axis(tickCount=5),
        x2=alt.X2("nps_high"),
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(x=x)
    return alt.layer(bars, points).properties(height=alt.Step(36))


def quadrants(
    rows: pl.DataFrame, importance: str, titles: tuple[str, str, str], order: Sequence[str]
) -> Layers:
    """Draw factors by how well they are done and how much they matter, crossed at the means.

    `rows` has `factor`, `performance`, `said` (the quadrant in words) and the column `importance`;
    `titles` are of performance, importance and factor. `order` has the quadrants, so that each has
    the same colour and shape in every slice and language. Names stand apart from each other at any
    width: each has a height of its own.
    """
    well, matters, what = titles
    placed = _placed(rows, importance)
    legend = alt.Legend(orient="top", title=None, columns=2, labelLimit=0, symbolLimit=0)
    x = (
        alt.X("performance")
        .type("quantitative")
        .title(well)
        .scale(zero=False, padding=30)
        .axis(tickCount=5)
    )
    y = (
        alt.Y(importance)
        .type("quantitative")
        .title(matters)
        .scale(zero=False, padding=24)
        .axis(tickCount=5)
    )
    base = alt.Chart(placed)
    means = base.transform_aggregate(
        performance="mean(performance)", importance=f"mean({importance})"
    )
    upright = means.mark_rule(strokeDash=[4, 4], color=_LINE).encode(
        x=alt.X("performance").type("quantitative")
    )
    level = means.mark_rule(strokeDash=[4, 4], color=_LINE).encode(
        y=alt.Y("importance").type("quantitative")
    )
    color = alt.Color("said").type("nominal").scale(domain=list(order)).legend(legend)
    points = base.mark_point(filled=True, size=120, opacity=1).encode(
        x=x,
        y=y,
        color=color,
        shape=alt.Shape("said")
        .type("nominal")
        .scale(domain=list(order), range=_SHAPES)
        .legend(legend),
        tooltip=[
            alt.Tooltip("factor").type("nominal").title(what),
            alt.Tooltip("said").type("nominal").title(" "),
            alt.Tooltip("performance").type("quantitative").title(well).format(".2f"),
            alt.Tooltip(importance).type("quantitative").title(matters).format(".2~f"),
        ],
    )
    label: Any = {"fontSize": 12, "fontWeight": "bold", "aria": False, "limit": 170, "dy": -9}
    sides: Any = (
        ("false", {"align": "left", "dx": 10}),
        ("true", {"align": "right", "dx": -10}),
    )
    texts = [
        base.transform_filter(f"datum.is_right == {is_right}")
        .mark_text(**label, **side)
        .encode(
            x=x,
            y=alt.Y("label_height").type("quantitative"),
            text=alt.Text("label").type("nominal"),
            # Of the colour of its point: black is not read on a dark ground.
            color=color,
        )
        for is_right, side in sides
    ]
    return alt.layer(upright, level, points, *texts).properties(height=420)


def shares_by_time(rows: pl.DataFrame, titles: tuple[str, str, str, str]) -> Chart:
    """Draw the share of bad presses by `time`; `titles` of it, the share, all and bad presses."""
    when, share, presses, bad = titles
    order = rows["time"].to_list()
    chart: alt.Chart = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("time")
            .type("ordinal")
            .sort(order)
            .axis(title=None, labelAngle=0, labelOverlap="greedy"),
            y=alt.Y("bad_share").type("quantitative").title(share).axis(format=".0%", tickCount=4),
            tooltip=[
                alt.Tooltip("time").type("nominal").title(when),
                alt.Tooltip("bad_share").type("quantitative").title(share).format(".1%"),
                alt.Tooltip("presses").type("quantitative").title(presses).format(",.0f"),
                alt.Tooltip("bad_presses").type("quantitative").title(bad).format(",.0f"),
            ],
        )
        .properties(height=220)
    )
    return chart


def _placed(rows: pl.DataFrame, importance: str) -> pl.DataFrame:
    """Give every name a height of its own, near its point, and the side on which there is room."""
    values = rows[importance].cast(pl.Float64).to_list()
    room = _LABEL_ROOM * ((max(values) - min(values)) or 1.0)
    heights, last = {}, None
    for place in sorted(range(len(values)), key=values.__getitem__):
        last = values[place] if last is None else max(values[place], last + room)
        heights[place] = last
    well = rows["performance"]
    middle = (float(well.max()) + float(well.min())) / 2  # type: ignore[arg-type]
    return rows.with_columns(
        pl.Series("label_height", [heights[place] for place in range(len(values))]),
        (pl.col("performance") > middle).alias("is_right"),
        pl.when(pl.col("factor").str.len_chars() > _MOST_LETTERS)
        .then(pl.col("factor").str.slice(0, _MOST_LETTERS - 1) + "…")
        .otherwise(pl.col("factor"))
        .alias("label"),
    )
