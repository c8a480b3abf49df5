"""Charts: a data frame in, an Altair chart out. No Streamlit here."""

from collections.abc import Mapping

import altair as alt
import polars as pl

# A light ground in both themes, so that the dark text of a cell is read on every shade of it.
_SHADES = ["#f7ecf1", "#dca3bf"]
_INK = "#2b2228"
_LEGEND = alt.Legend(orient="top", title=None, columns=3, labelLimit=0, symbolLimit=0)
_AXIS = alt.Axis(format="%b %y", title=None, labelOverlap="greedy", grid=False)


def months_stacked(
    months: pl.DataFrame, parts: Mapping[str, str], title: str, number: str
) -> alt.Chart:
    """Draw one bar per month, stacked from columns; `parts` gives each column its name."""
    return (
        alt.Chart(_long(months, parts))
        .mark_bar()
        .encode(
            x=_month(),
            y=alt.Y("value").type("quantitative").title(title).axis(format=number),
            color=_color("part", list(parts.values())),
            order=alt.Order("place").type("quantitative"),
            tooltip=_tips("part", title, number),
        )
        .properties(height=260)
    )


def months_lines(
    months: pl.DataFrame, parts: Mapping[str, str], title: str, number: str
) -> alt.Chart:
    """Draw one line per column by month; no legend where there is one line."""
    return (
        alt.Chart(_long(months, parts).drop_nulls("value"))
        .mark_line(point=True)
        .encode(
            x=_month(),
            y=alt.Y("value").type("quantitative").title(title).axis(format=number),
            color=_color("part", list(parts.values())),
            tooltip=_tips("part", title, number),
        )
        .properties(height=260)
    )


def quarters_stacked(
    rows: pl.DataFrame, group: str, groups: list[str], value: str, title: str
) -> alt.Chart:
    """Draw one bar per quarter, stacked from groups in the order given."""
    order = pl.DataFrame({group: groups, "place": range(len(groups))})
    return (
        alt.Chart(rows.join(order, on=group, how="left"))
        .mark_bar()
        .encode(
            x=_quarter(rows),
            y=alt.Y(value).type("quantitative").title(title),
            color=_color(group, groups),
            order=alt.Order("place").type("quantitative"),
            tooltip=[
                alt.Tooltip("quarter_name").type("nominal").title("Quarter"),
                alt.Tooltip(group).type("nominal").title("Type"),
                alt.Tooltip(value).type("quantitative").title(title).format(",.0f"),
            ],
        )
        .properties(height=300)
    )


def ranked_bars(
    rows: pl.DataFrame, name: str, value: str, label: str, title: str
) -> alt.LayerChart:
    """Draw one bar per row in the order given, `label` written beside each."""
    base = alt.Chart(rows).encode(
        y=alt.Y(name).type("nominal").sort(None).title(None).axis(labelLimit=0),
        x=alt.X(value).type("quantitative").title(title).axis(tickCount=4, format=",.0f"),
        tooltip=[
            alt.Tooltip(name).type("nominal").title("Group"),
            alt.Tooltip(label).type("nominal").title(title),
        ],
    )
    return alt.layer(base.mark_bar()).properties(height=36 * rows.height + 40)


def cells(rows: pl.DataFrame) -> alt.LayerChart:
    """Draw a grid of 3 × 3 cells: last visit across, how often upwards; a click selects `segment`.

    `rows` has a row for each of the nine cells, with `people` and `money` in words.
    """
    click = alt.selection_point(name="cell", fields=["segment"], toggle=False)
    base = alt.Chart(rows).encode(
        x=alt.X("r_score").type("ordinal").sort("ascending").title("Last visit").axis(_SCALE),
        y=alt.Y("f_score").type("ordinal").sort("descending").title("How often").axis(_SCALE),
        tooltip=[
            alt.Tooltip("meaning").type("nominal").title("Clients who"),
            alt.Tooltip("people").type("nominal").title("How many"),
            alt.Tooltip("money").type("nominal").title("Spent in 365 days"),
        ],
    )
    ground = base.mark_rect(cornerRadius=6, cursor="pointer").encode(
        color=alt.Color("clients").type("quantitative").scale(range=_SHADES, domainMin=0).legend(None),
        stroke=alt.condition("datum.is_chosen", alt.value("#7a3b69"), alt.value("#00000000")),
        strokeWidth=alt.value(4),
    )
    people = base.mark_text(dy=-9, fontSize=14, fontWeight="bold", color=_INK, cursor="pointer")
    money = base.mark_text(dy=10, fontSize=12, color=_INK, cursor="pointer")
    return alt.layer(
        ground.add_params(click),
        people.encode(text=alt.Text("people").type("nominal")),
        money.encode(text=alt.Text("money").type("nominal")),
    ).properties(height=240)


def scores(rows: pl.DataFrame) -> alt.LayerChart:
    """Draw a score per quarter with the interval it lies in."""
    base = alt.Chart(rows).encode(
        x=_quarter(rows),
        tooltip=[
            alt.Tooltip("quarter_name").type("nominal").title("Quarter"),
            alt.Tooltip("nps").type("quantitative").title("NPS").format("+.0f"),
            alt.Tooltip("nps_low").type("quantitative").title("At least").format("+.0f"),
            alt.Tooltip("nps_high").type("quantitative").title("At most").format("+.0f"),
            alt.Tooltip("responses").type("quantitative").title("Answers"),
        ],
    )
    scale = alt.Scale(domain=[-100, 100])
    interval = base.mark_rule(strokeWidth=3, opacity=0.45).encode(
        y=alt.Y("nps_low").type("quantitative").title("NPS").scale(scale),
        y2=alt.Y2("nps_high"),
    )
    points = base.mark_point(filled=True, size=90, opacity=1).encode(
        y=alt.Y("nps").type("quantitative").title("NPS").scale(scale)
    )
    return alt.layer(interval, points).properties(height=260)


_SCALE = alt.Axis(
    labelExpr="{'1': '1 · long ago', '2': '2', '3': '3 · lately'}[datum.value]",
    labelAngle=0,
    ticks=False,
    domain=False,
)


def _long(months: pl.DataFrame, parts: Mapping[str, str]) -> pl.DataFrame:
    names = pl.DataFrame(
        {"part": list(parts.values()), "column": list(parts), "place": range(len(parts))}
    )
    return (
        months.unpivot(list(parts), index="month_start", variable_name="column")
        .join(names, on="column")
        .sort("place", "month_start")
    )


def _month() -> alt.X:
    return alt.X("month_start").type("temporal").timeUnit("yearmonth").axis(_AXIS)


def _quarter(rows: pl.DataFrame) -> alt.X:
    order = rows["quarter_name"].unique(maintain_order=True).to_list()
    return (
        alt.X("quarter_name")
        .type("ordinal")
        .sort(order)
        .axis(title=None, labelOverlap="greedy", labelAngle=0)
    )


def _color(field: str, names: list[str]) -> alt.Color:
    color = alt.Color(field).type("nominal").scale(domain=names)
    return color.legend(_LEGEND if len(names) > 1 else None)


def _tips(part: str, title: str, number: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("month_start").type("temporal").title("Month").format("%B %Y"),
        alt.Tooltip(part).type("nominal").title("What"),
        alt.Tooltip("value").type("quantitative").title(title).format(number),
    ]
