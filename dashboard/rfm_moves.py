"""Who moved where on the grids of RFM: by the ten groups or by the 27 cells."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard import formats, lists, moves, tables, values, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.slices import Slice

GRIDS = {"groups": N_("Ten groups"), "cells": N_("27 cells")}


def choose(build: Build, chosen: Slice) -> tuple[date, date] | None:
    """Let the earlier quarter be chosen, and begin to compare: see `moves.earlier`."""
    st.subheader(_("Who moved"), anchor=False)
    since = moves.earlier(build, chosen)
    if since:
        build.begin({**chosen.params, "since": since[0], "grid": "groups"}, "rfm_moves")
    return since


@in_place
def draw(build: Build, chosen: Slice, since: tuple[date, date] | None) -> None:
    """Draw the movement from an earlier quarter to the newest one chosen."""
    if since is None:
        st.write(_("The data begin with this quarter: nobody can have moved yet."))
        return
    params = {**chosen.params, "since": since[0]}
    groups = build.answer("rfm_moves", {**params, "grid": "groups"})
    st.write(reading(groups, since[1], build.currency))
    grid = values.choice(_("Between"), GRIDS, "grid")
    names = {code: words.group(code) for code in words.GROUPS}
    rows = moves.named(build.answer("rfm_moves", {**params, "grid": grid}), names)
    path = moves.choose(
        rows,
        names.values() if grid == "groups" else words.CELLS,
        _("Clients by where they stood and where they stand; the table has every path."),
        build.currency,
    )
    if path:
        taken = rows.filter(pl.col("path") == path).row(0, named=True)
        ends = {"grid": grid, "stood_at": taken["from_group"], "stands_at": taken["to_group"]}
        st.subheader(taken["path_name"], anchor=False)
        st.write(moves.in_words(taken, build.currency))
        lists.draw(
            lambda most: build.answer("rfm_path_clients", {**params, **ends, "most": most}),
            lists.movers(build.currency),
            title=taken["path_name"],
        )
    tables.show(
        rows,
        moves.columns(build.currency),
        alt=_("Every path, with clients and money."),
        title=_("Movement on RFM"),
        mart="rf_migration" if grid == "groups" else "rfm_migration",
    )
    st.caption(
        _(
            "Both days are graded by the borders of the earlier one, so that nobody moves because "
            "others did."
        )
    )


def reading(groups: pl.DataFrame, since: date, currency: str) -> str:
    """Say who slipped and who came up, what money went with them, and where to look first."""
    slipped, risen, joined = (
        groups.filter(pl.col("direction") == direction)
        for direction in ("slipped", "came_back", "joined")
    )
    if slipped.height:
        worst = slipped.sort("revenue_365d_before", descending=True).row(0, named=True)
        said = [
            _(
                "Since {day}, {clients} slipped from the five upper groups, Champions to "
                "Promising, into the five lower ones; they had spent {money} in the year before."
            ).format(
                day=formats.day(since),
                clients=formats.plural(_sum(slipped, "clients"), "client", "clients"),
                money=_money(slipped, "revenue_365d_before", currency),
            ),
            _(
                "**Look first at {from_group} → {to_group}**: {clients} who had spent {money}."
            ).format(
                from_group=words.group(worst["from_group"]),
                to_group=words.group(worst["to_group"]),
                clients=formats.plural(worst["clients"], "client", "clients"),
                money=formats.money(round(worst["revenue_365d_before"]), currency),
            ),
        ]
    else:
        said = [
            _(
                "Since {day}, nobody slipped from the five upper groups, Champions to Promising, "
                "into the five lower ones."
            ).format(day=formats.day(since))
        ]
    if risen.height:
        said.append(
            _("{clients} came up again and spent {money} in the last 365 days.").format(
                clients=formats.plural(_sum(risen, "clients"), "client", "clients"),
                money=_money(risen, "revenue_365d_after", currency),
            )
        )
    said.append(
        _("{clients} came for the first time.").format(
            clients=formats.plural(_sum(joined, "clients"), "client", "clients")
        )
    )
    return " ".join(said)


def _sum(rows: pl.DataFrame, column: str) -> int:
    return round(float(rows[column].sum()))


def _money(rows: pl.DataFrame, column: str, currency: str) -> str:
    return formats.money(_sum(rows, column), currency)
