"""Movement between groups as a grid, from down the side, to along the top. No Streamlit here."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from dashboard.charts import Layers
from dashboard.language import _

# From few to many clients, by where a path leads. Light in both themes, so that the dark figures of
# a cell are read on every shade of it.
_SHADES: Mapping[str, tuple[str, str]] = {
    "stayed": ("#f3e9ef", "#cfa3bd"),
    "slipped": ("#fae3da", "#e2896b"),
    "came_back": ("#e0f0e4", "#7fbf96"),
    "joined": ("#e2eff1", "#86bac2"),
    "moved": ("#efebe4", "#c2b59f"),
}
_INK = "#2b2228"
_OUTLINE = "#7a3b69"
_ROOM_FOR_FIGURES = 12
# As many stand beside each other above a grid on a phone.
_LETTERS_IN_A_ROW = 48


def grid(rows: pl.DataFrame, froms: Sequence[str], tos: Sequence[str], currency: str) -> Layers:
    """Draw a cell per path, as dark as it has clients; a click selects the `path`.

    `rows` has `from_name`, `to_name`, `path`, `direction`, `clients`, what is written in the cell
    (`short`) and said of it (`in_words`), `is_chosen`, and the money of the tooltip. Many groups
    leave no room for figures. Groups stand in the order of `froms` and `tos`, of which those are
    drawn that have a path.
    """
    has_figures = len(tos) <= _ROOM_FOR_FIGURES
    is_wide = len(tos) * max(map(len, tos), default=0) <= _LETTERS_IN_A_ROW
    labels = {"labelFontSize": 11 if has_figures else 9, "labelLimit": 0, "labelOverlap": False}
    click = alt.selection_point(name="path", fields=["path"], toggle=False)
    plain: Any = {"ticks": False, "domain": False, "grid": False, "labelFlush": False, **labels}
    base = alt.Chart(with_shades(_placed(rows, froms, tos))).encode(
        y=alt.Y("from_name")
        .type("nominal")
        .sort(field="from_place", op="min")
        .title(None)
        .axis(**plain),
        x=alt.X("to_name")
        .type("nominal")
        .sort(field="to_place", op="min")
        .title(None)
        .axis(orient="top", labelAngle=0 if is_wide else -90, **plain),
    )
    gap: Any = {"xOffset": 1, "x2Offset": -1, "yOffset": 1, "y2Offset": -1, "cornerRadius": 3}
    cover = base.mark_rect(cursor="pointer", fill="transparent", **gap).encode(
        stroke=alt.StrokeValue(
            "transparent", condition={"test": "datum.is_chosen", "value": _OUTLINE}
        ),
        strokeWidth=alt.StrokeWidthValue(3),
        description=alt.Description("in_words").type("nominal"),
        tooltip=[
            alt.Tooltip("from_name").type("nominal").title(_("From")),
            alt.Tooltip("to_name").type("nominal").title(_("To")),
            alt.Tooltip("direction_name").type("nominal").title(_("How")),
            _number("clients", _("Clients")),
            _number(
                "revenue_365d_before",
                _("Spent in 365 days before, {currency}").format(currency=currency),
            ),
            _number(
                "revenue_365d_after",
                _("Spent in 365 days now, {currency}").format(currency=currency),
            ),
        ],
    )
    ground = base.mark_rect(aria=False, **gap).encode(
        color=alt.Color("shade").type("nominal").scale(None).legend(None)
    )
    figures = base.mark_text(color=_INK, fontSize=11, aria=False).encode(
        text=alt.Text("short").type("nominal")
    )
    layers = [ground, *([figures] if has_figures else []), cover.add_params(click)]
    return alt.layer(*layers).properties(height=alt.Step(28 if has_figures else 14))


def _placed(rows: pl.DataFrame, froms: Sequence[str], tos: Sequence[str]) -> pl.DataFrame:
    """Give the ends of each path their places: the order is of the rows, not of the chart."""
    return rows.with_columns(
        pl.col("from_name").replace_strict(froms, range(len(froms))).alias("from_place"),
        pl.col("to_name").replace_strict(tos, range(len(tos))).alias("to_place"),
    )


def _number(field: str, title: str) -> alt.Tooltip:
    tooltip: alt.Tooltip = alt.Tooltip(field).type("quantitative").title(title).format(",.0f")
    return tooltip


def with_shades(rows: pl.DataFrame) -> pl.DataFrame:
    """Give each path its colour: by where it leads, the darker the more clients."""
    most = max(rows["clients"].to_list(), default=1)
    shades = [
        _mixed(*_SHADES[direction], (clients / most) ** 0.5)
        for direction, clients in rows.select("direction", "clients").iter_rows()
    ]
    return rows.with_columns(pl.Series("shade", shades, dtype=pl.String))


def _mixed(light: str, dark: str, part: float) -> str:
    pairs = [(int(light[at : at + 2], 16), int(dark[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in pairs)
