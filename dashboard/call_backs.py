"""Detractors whom nobody has called back: the list, and the calls that are ticked off."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.data import Build
from dashboard.language import _
from dashboard.places import in_place
from dashboard.tables import How
from warehouse import follow_ups
from warehouse.follow_ups import FollowUp

AT_ONCE = 8
_NOTED = "call_noted"


def noted(build: Build) -> list[str]:
    """Give the answers whose clients were called back; say where the journal is damaged."""
    found, broken = follow_ups.called_back(build.workspace)
    if broken:
        st.warning(
            _(
                "{lines} of the journal follow_ups/called_back.jsonl cannot be read and do not "
                "count."
            ).format(lines=formats.plural(broken, "line", "lines"))
        )
    return list(found)


@in_place
def queue(build: Build, waiting: pl.DataFrame) -> None:
    """Draw the first who wait, each with the words and a button to tick the call off."""
    _undo(build)
    for row in waiting.head(AT_ONCE).iter_rows(named=True):
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.markdown(who(row, build.currency))
            right.button(
                _("Called back"),
                key=f"call_{row['response_id']}",
                icon=":material/check:",
                on_click=partial(_note, build, row["response_id"]),
            )
    if waiting.is_empty():
        st.write(_("All who may be called were called back."))
    if waiting.height > AT_ONCE:
        st.caption(
            _("The first {shown} of {waiting}; who is called back makes room for the next.").format(
                shown=formats.count(AT_ONCE), waiting=formats.count(waiting.height)
            )
        )


def who(row: Mapping[str, Any], currency: str) -> str:
    """Say whom to call, at which number, what they said and what they bring."""
    name = formats.plain(row["client_name"] or _("No name"))
    reached = " · ".join(formats.plain(row[part]) for part in ("phone", "email") if row[part])
    said = [
        formats.plain(" ".join(row[part].split()))
        for part in ("reason", "improvement")
        if row[part]
    ]
    about = [
        _("gave {score} on {day}").format(
            score=formats.count(row["recommend_score"]), day=formats.day(row["submitted_date"])
        ),
        _("brought {money} in 365 days").format(money=formats.money(row["revenue_365d"], currency)),
        words.client_type(row["client_type"]),
        row["branch"],
        row["staff"],
        _("came again since") if row["came_since"] else None,
        _("has a complaint open") if row["open_complaints"] else None,
    ]
    lines = [
        f"**{name}**" + (f" · {reached}" if reached else ""),
        *(f"> {text}" for text in said),
        ":small[" + " · ".join(formats.plain(part) for part in about if part) + "]",
    ]
    return "\n\n".join(lines)


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the list of those to call back."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "email": (_("E-mail"), "text"),
        "recommend_score": (_("Score"), "count"),
        "submitted_date": (_("Answered"), "day"),
        "branch": (_("Branch"), "text"),
        "staff": (_("Staff"), "text"),
        "reason": (_("Why"), "long"),
        "improvement": (_("What would make it a 10"), "long"),
        "revenue_365d": (_("Spent in the year, {currency}").format(currency=currency), "money"),
    }


def _note(build: Build, response: str, called: bool = True) -> None:
    today = datetime.now(ZoneInfo(build.settings.salon.time_zone)).date()
    follow_ups.note(build.workspace, FollowUp(response_id=response, day=today, called_back=called))
    st.session_state[_NOTED] = response if called else None


def _undo(build: Build) -> None:
    """Let the call noted last be taken back."""
    last = st.session_state.get(_NOTED)
    if not last:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(_("Noted."), icon=":material/check:")
        st.button(
            _("Take it back"),
            key="take_back",
            icon=":material/undo:",
            on_click=partial(_note, build, last, called=False),
        )
