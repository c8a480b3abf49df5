"""Staff or branches beside each other: a dot, how far chance goes, and the line of all."""

from collections.abc import Mapping

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# Seen on a light and on a dark ground.
_COLOURS = {
    "above": "#2f9aa3",
    "below": "#cf6246",
    "like_the_rest": "#a86a97",
    "other_clients": "#8f8598",
    "too_few": "#8f8598",
}
_SHAPES = {
    "above": "triangle-up",
    "below": "triangle-down",
    "like_the_rest": "circle",
    "other_clients": "cross",
    "too_few": "square",
}


def beside(
    rows: pl.DataFrame, verdicts: Mapping[str, str], title: str, number: str, is_share: bool
) -> Layers:
    """Draw a row for each: the figure with the clients of all, its interval, the line of all.

    `rows`, in their order, have `unit`, `standardised`, `low`, `high`, `standard`, `value`, `n`
    and `verdict_name`; `verdicts` names all there are.
    """
    tooltip = [
        alt.Tooltip("unit").type("nominal").title(_("Who")),
        alt.Tooltip("standardised")
        .type("quantitative")
        .title(_("With like clients"))
        .format(number),
        alt.Tooltip("low").type("quantitative").title(_("At least")).format(number),
        alt.Tooltip("high").type("quantitative").title(_("At most")).format(number),
        alt.Tooltip("value").type("quantitative").title(_("As it was")).format(number),
        alt.Tooltip("n").type("quantitative").title(_("Visits")).format(",.0f"),
        alt.Tooltip("verdict_name").type("nominal").title(_("Verdict")),
    ]
    base = alt.Chart(rows).encode(
        y=alt.Y("unit").type("nominal").sort(None).title(None).axis(labelLimit=0), tooltip=tooltip
    )
    # All verdicts, whichever there are: the legend stays where it is from slice to slice.
    legend = alt.Legend(
        orient="top",
        title=None,
        columns=alt.ExprRef("width > 700 ? 3 : 1"),
        labelLimit=0,
        symbolLimit=0,
        symbolOpacity=1,
    )
    names = list(verdicts.values())
    color = (
        alt.Color("verdict_name")
        .type("nominal")
        .scale(domain=names, range=[_COLOURS[code] for code in verdicts])
        .legend(legend)
    )
    shape = (
        alt.Shape("verdict_name")
        .type("nominal")
        .scale(domain=names, range=[_SHAPES[code] for code in verdicts])
        .legend(legend)
    )
    scale = alt.Scale(zero=False, nice=True, domainMin=0) if is_share else alt.Scale(zero=False)
    interval = base.mark_bar(size=7, opacity=0.35, cornerRadius=3).encode(
        x=alt.X("low")
        .type("quantitative")
        .scale(scale)
        .title(title)
        .axis(format=number, tickCount=5),
        x2=alt.X2("high"),
        color=color,
    )
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        x=alt.X("standardised").type("quantitative").scale(scale), color=color, shape=shape
    )
    line = (
        alt.Chart(rows.head(1))
        .mark_rule(strokeDash=[4, 3], color="#8f8598", size=2)
        .encode(
            x=alt.X("standard").type("quantitative").scale(scale),
            tooltip=[
                alt.Tooltip("standard").type("quantitative").title(_("All together")).format(number)
            ],
        )
    )
    return alt.layer(interval, line, points).properties(height=alt.Step(30))


def losses(rows: pl.DataFrame, kinds: dict[str, str]) -> Layers:
    """Draw for each branch how many clients it lost to other branches, and how many to nobody."""
    colours = ["#c98a35", "#cf6246"]
    long = rows.unpivot(list(kinds), index=["branch", "clients_before"], variable_name="code")
    named = long.with_columns(pl.col("code").replace_strict(kinds).alias("kind"))
    bars = (
        alt.Chart(named)
        .mark_bar()
        .encode(
            y=alt.Y("branch").type("nominal").title(None).axis(labelLimit=0),
            x=alt.X("value")
            .type("quantitative")
            .title(_("Clients"))
            .axis(tickCount=5, tickMinStep=1),
            color=alt.Color("kind")
            .type("nominal")
            .scale(domain=list(kinds.values()), range=colours)
            .legend(orient="top", title=None, columns=1, labelLimit=0, symbolLimit=0),
            order=alt.Order("code").type("nominal").sort("descending"),
            tooltip=[
                alt.Tooltip("branch").type("nominal").title(_("Branch")),
                alt.Tooltip("kind").type("nominal").title(_("What became of them")),
                alt.Tooltip("value").type("quantitative").title(_("Clients")).format(",.0f"),
                alt.Tooltip("clients_before")
                .type("quantitative")
                .title(_("Clients before"))
                .format(",.0f"),
            ],
        )
    )
    return alt.layer(bars).properties(height=alt.Step(40))
