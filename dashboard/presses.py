"""Presses on smiley terminals: when they are bad, and how fast somebody came."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import feedback_charts, formats, language, pictures, words
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place
from dashboard.slices import Slice


@in_place
def draw(build: Build, chosen: Slice) -> None:
    """Draw the share of bad presses by hour and by weekday; nothing where there is no terminal."""
    total = build.answer("presses_answered", chosen.params).row(0, named=True)
    if not total["presses"]:
        return
    st.subheader(_("When it goes wrong: presses on the smiley terminals"), anchor=False)
    with st.container():
        if chosen.narrows_clients:
            st.caption(
                _(
                    "A terminal knows neither clients nor services: quarters and branches alone "
                    "count here."
                )
            )
    st.markdown(answered(total))
    times = named(build.answer("presses_by_time", chosen.params))
    st.markdown(worst(times))
    titles = (_("When"), _("Bad presses"), _("All presses"), _("Bad ones"))
    parts = {"hour": _("By hour"), "weekday": _("By weekday")}
    for (kind, title), column in zip(parts.items(), st.columns(2), strict=True):
        shown = times.filter((pl.col("kind") == kind) & pl.col("bad_share").is_not_null())
        with column:
            if shown.is_empty():
                st.caption(_("{title}: too few presses to show a share.").format(title=title))
                continue
            st.caption(title)
            pictures.draw(
                feedback_charts.shares_by_time(shown, titles),
                alt=_("Share of bad presses. {title}.").format(title=title),
            )


def answered(total: Mapping[str, Any]) -> str:
    """Say how many presses were bad, and how fast somebody came."""
    presses = formats.plural(total["presses"], "press", "presses")
    if not total["bad_presses"]:
        return _("{presses}, none of them bad (1 or 2).").format(presses=presses)
    bad = formats.plural(total["bad_presses"], "bad one", "bad ones")
    if total["median_minutes"] is None:
        return _("{presses}, {bad} (1 or 2); nobody noted to have come to any of them.").format(
            presses=presses, bad=bad
        )
    said = (
        _("{presses}, {bad} (1 or 2); somebody came to {came} of them, within {time}.")
        if total["bad_answered"] == 1
        else _(
            "{presses}, {bad} (1 or 2); somebody came to {came} of them, in half of these cases "
            "within {time}."
        )
    )
    return said.format(
        presses=presses,
        bad=bad,
        came=formats.count(total["bad_answered"]),
        time=formats.duration(total["median_minutes"]),
    )


def worst(times: pl.DataFrame) -> str:
    """Say at which times more presses are bad than at others, more than chance explains."""
    real = times.filter(pl.col("difference_reading") == "up")["time"].to_list()
    if real:
        return _("**More bad presses than at other times: {times}.**").format(
            times=words.listed(real)
        )
    if times.filter(pl.col("difference_reading") == "noise").is_empty():
        return _("Too few bad presses to tell hours or weekdays apart; choose more quarters.")
    return _("No hour and no weekday stands out: all differences lie within noise.")


def named(times: pl.DataFrame) -> pl.DataFrame:
    """Name hours and weekdays."""
    days = language.locale().days["stand-alone"]["abbreviated"]
    names = [
        f"{place}:00" if kind == "hour" else days[place - 1]
        for kind, place in times.select("kind", "place").iter_rows()
    ]
    return times.with_columns(pl.Series("time", names, dtype=pl.String))
