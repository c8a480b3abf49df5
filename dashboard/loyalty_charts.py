"""Kinds of loyalty drawn: the square of attitude and patronage, and bars by kind of service."""

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# A light ground in both themes, so that the dark text of a cell is read on every one of them.
_GROUNDS = {"true": "#d4e8db", "latent": "#d7e8eb", "spurious": "#f3e0c4", "none": "#e8e2dc"}
_STRONG = {"true": "#4f9a76", "latent": "#4a97a0", "spurious": "#c98a35", "none": "#8f8598"}
_INK = "#2b2228"
_OUTLINE = "#7a3b69"
_PLACES = {"true": (2, 2), "latent": (1, 2), "spurious": (2, 1), "none": (1, 1)}


def square(rows: pl.DataFrame, names: Mapping[str, str]) -> Layers:
    """Draw the four kinds that are known; a click selects the `kind`.

    `rows` has `loyalty_type`, `people` and `money` in words, `in_words` and `is_chosen`.
    """
    placed = rows.with_columns(
        pl.col("loyalty_type").alias("kind"),
        pl.Series("name", [names[kind] for kind in rows["loyalty_type"]], pl.String),
        pl.Series("patronage", [_PLACES[kind][0] for kind in rows["loyalty_type"]], pl.Int64),
        pl.Series("attitude", [_PLACES[kind][1] for kind in rows["loyalty_type"]], pl.Int64),
        pl.Series("ground", [_GROUNDS[kind] for kind in rows["loyalty_type"]], pl.String),
    )
    click = alt.selection_point(name="kind", fields=["kind"], toggle=False)
    base = alt.Chart(placed).encode(
        x=alt.X("patronage")
        .type("ordinal")
        .title(None)
        .axis(_ends(_("bring little"), _("bring much"))),
        y=alt.Y("attitude")
        .type("ordinal")
        .sort("descending")
        .title(None)
        .axis(_ends(_("do not recommend"), _("recommend"))),
    )
    gap: Any = {"cornerRadius": 8, "xOffset": 3, "x2Offset": -3, "yOffset": 3, "y2Offset": -3}
    text: Any = {"color": _INK, "aria": False}
    cover = base.mark_rect(cursor="pointer", fill="transparent", **gap).encode(
        stroke=alt.StrokeValue(
            "transparent", condition={"test": "datum.is_chosen", "value": _OUTLINE}
        ),
        strokeWidth=alt.StrokeWidthValue(4),
        description=alt.Description("in_words").type("nominal"),
        tooltip=[alt.Tooltip("in_words").type("nominal").title(_("Kind of loyalty"))],
    )
    return alt.layer(
        base.mark_rect(aria=False, **gap).encode(
            color=alt.Color("ground").type("nominal").scale(None).legend(None)
        ),
        base.mark_text(dy=-24, fontSize=15, fontWeight="bold", **text).encode(text=_text("name")),
        base.mark_text(dy=0, fontSize=14, **text).encode(text=_text("people")),
        base.mark_text(dy=22, fontSize=12, **text).encode(text=_text("money")),
        cover.add_params(click),
    ).properties(height=280)


def by_category(rows: pl.DataFrame, names: Mapping[str, str]) -> Layers:
    """Draw for each kind of service, in the order of the rows, the parts of the four kinds."""
    kinds = list(_STRONG)
    places = pl.DataFrame({"loyalty_type": kinds, "place": range(len(kinds))})
    named = rows.join(places, on="loyalty_type", maintain_order="left").with_columns(
        pl.col("loyalty_type").replace_strict(dict(names), default=None).alias("kind")
    )
    base = alt.Chart(named).encode(
        y=alt.Y("category").type("nominal").sort(None).title(None).axis(labelLimit=0)
    )
    bars = base.mark_bar().encode(
        x=alt.X("share_of_known")
        .type("quantitative")
        .stack("normalize")
        .title(_("Share of those whose loyalty is known"))
        .axis(format=".0%", tickCount=5),
        order=alt.Order("place").type("quantitative"),
        color=alt.Color("kind")
        .type("nominal")
        .scale(domain=[names[kind] for kind in kinds], range=list(_STRONG.values()))
        .legend(orient="top", title=None, columns=2, labelLimit=0, symbolLimit=0),
        tooltip=[
            alt.Tooltip("category").type("nominal").title(_("Service category")),
            alt.Tooltip("kind").type("nominal").title(_("Kind of loyalty")),
            alt.Tooltip("clients").type("quantitative").title(_("Clients")).format(",.0f"),
            alt.Tooltip("share_of_known")
            .type("quantitative")
            .title(_("Of those known"))
            .format(".1%"),
            alt.Tooltip("clients_known").type("quantitative").title(_("Known")).format(",.0f"),
        ],
    )
    return alt.layer(bars).properties(height=alt.Step(34))


def _ends(low: str, high: str) -> alt.Axis:
    return alt.Axis(
        labelExpr=f"datum.value == 1 ? {json.dumps(low)} : {json.dumps(high)}",
        labelAngle=0,
        labelLimit=130,
        labelOverlap=False,
        ticks=False,
        domain=False,
    )


def _text(field: str) -> alt.Text:
    return alt.Text(field).type("nominal")
