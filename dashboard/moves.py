"""Movement of clients between two quarters: the quarters, the grid to click on, the paths."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard import charts, formats, links, move_charts, pictures
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.slices import Slice
from dashboard.tables import How

DIRECTIONS = {
    "stayed": N_("Stayed"),
    "slipped": N_("Slipped"),
    "came_back": N_("Came up"),
    "moved": N_("Moved"),
    "joined": N_("New since"),
}
NEW = "new"
PATH = "path"


def earlier(build: Build, chosen: Slice) -> tuple[date, date] | None:
    """Let the quarter be chosen from which the newest one is looked at.

    Gives its first day and the day as of which it is looked at; nothing where there is none before.
    """
    quarters = build.answer("quarters").filter(pl.col("quarter_start") < max(chosen.quarters))
    days = {
        name: (start, as_of)
        for name, start, as_of in quarters.select(
            "quarter_name", "quarter_start", "as_of"
        ).iter_rows()
    }
    if not days:
        return None
    name = st.selectbox(
        _("From the end of which quarter to {quarter}").format(quarter=chosen.newest_name),
        list(days),
        key="since",
        bind="query-params",
    )
    return days[name]


def named(rows: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """Name the ends of each path and where it leads; write the number in little room."""
    ends = {**{code: code for code in rows["to_group"]}, NEW: _("New since"), **names}
    said = rows.with_columns(
        pl.Series("from_name", [ends.get(code, code) for code in rows["from_group"]], pl.String),
        pl.Series("to_name", [ends.get(code, code) for code in rows["to_group"]], pl.String),
        pl.Series("direction_name", [_(DIRECTIONS[code]) for code in rows["direction"]], pl.String),
        pl.Series("short", [formats.compact(number) for number in rows["clients"]], pl.String),
    ).with_columns(
        pl.format("{} → {}", "from_group", "to_group").alias("path"),
        pl.format("{} → {}", "from_name", "to_name").alias("path_name"),
    )
    return said.with_columns(pl.format("{}: {}", "path_name", "clients").alias("in_words"))


def in_words(path: Mapping[str, Any], currency: str) -> str:
    """Say how many took a path, and what money went along."""
    return _("{clients}; they spent {before} in the 365 days before, and {after} since.").format(
        clients=formats.plural(path["clients"], "client", "clients"),
        before=formats.money(round(path["revenue_365d_before"]), currency),
        after=formats.money(round(path["revenue_365d_after"]), currency),
    )


def choose(rows: pl.DataFrame, order: Iterable[str], alt: str, currency: str) -> str | None:
    """Draw the grid, and under it the list of paths; return the path that is chosen."""
    place = st.container()
    names = dict(rows.select("path", "path_name").iter_rows())
    links.understand_one(PATH, list(names), names.__getitem__)
    chosen: str | None = st.selectbox(
        _("Path"),
        list(names),
        format_func=lambda path: names.get(path, path),
        index=None,
        key=PATH,
        placeholder=_("Click on a cell above, or choose it here"),
        bind="query-params",
    )
    # The choice is part of the key: a grid that is drawn anew has nothing selected, so that every
    # click is a new one.
    key = f"moves_{chosen}"
    with place:
        pictures.draw(
            grid(rows, order, currency, chosen),
            alt=alt,
            title=_("Movement, grid"),
            key=key,
            on_select=partial(_take, key),
        )
        st.caption(how_to_read())
    return chosen


def grid(
    rows: pl.DataFrame, order: Iterable[str], currency: str, chosen: str | None = None
) -> charts.Layers:
    """Draw the grid of paths; `order` has the groups, the best first, and more than are there."""
    found = {*rows["from_name"], *rows["to_name"]}
    tos = [name for name in order if name in found]
    froms = [*tos, *([_("New since")] if NEW in rows["from_group"] else [])]
    marked = rows.with_columns((pl.col("path") == (chosen or "")).alias("is_chosen"))
    return move_charts.grid(marked, froms, tos, currency)


def how_to_read() -> str:
    """Say what rows, columns and colours of the grid are."""
    return _(
        "Rows are where clients stood, columns where they stand. Green came up, red slipped, plum "
        "stayed, beige moved without rising or slipping, blue are new; the darker, the more "
        "clients."
    )


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the table of paths."""
    return {
        "from_name": (_("From"), "text"),
        "to_name": (_("To"), "text"),
        "direction_name": (_("How"), "text"),
        "clients": (_("Clients"), "count"),
        "share_of_from": (_("Of those who stood there"), "share"),
        "revenue_365d_before": (
            _("Spent in 365 days before, {currency}").format(currency=currency),
            "money",
        ),
        "revenue_365d_after": (
            _("Spent in 365 days now, {currency}").format(currency=currency),
            "money",
        ),
        "change": (_("Change, {currency}").format(currency=currency), "money"),
    }


def _take(key: str) -> None:
    """Put the cell that was clicked into the list, and so into the address."""
    clicked: list[Mapping[str, str]] = st.session_state[key].selection.path
    if clicked:
        st.session_state[PATH] = clicked[0]["path"]
