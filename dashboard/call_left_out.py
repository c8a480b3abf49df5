"""Clients who are due and must not be called: how many for which reason, and who they are."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import calls, contacts, definitions, tables
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.slices import Slice
from dashboard.tables import How

REASONS = {
    "blocked": N_("Blocked by the salon"),
    "consent_refused": N_("Do not want to be contacted"),
    "consent_unknown": N_("Nobody asked whether they want it"),
    "open_complaint": N_("Wait for an answer to a complaint"),
    "booked_ahead": N_("Have a booking ahead"),
}


@in_place
def draw(build: Build, counts: pl.DataFrame, chosen: Slice, params: Mapping[str, Any]) -> None:
    """Draw the reasons, and under them the clients where they are asked for."""
    if counts.is_empty():
        return
    st.subheader(_("Due, and left alone"), anchor=False)
    with st.container():
        if chosen.services or chosen.staff:
            st.caption(_("Single services and staff do not narrow this part."))
    tables.show_wrapped(
        _named(counts),
        {"reason": (_("Why"), "text"), "clients": (_("Clients"), "count")},
        alt=_("Clients who are due and left alone, by reason."),
        title=_("Left alone"),
    )
    opened = st.expander(_("Who they are"), key="left_out", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if not contacts.may_be_seen():
            contacts.say_hidden()
            return
        rows = build.answer("calls_left_out_clients", params)
        tables.show(
            _named(rows),
            _columns(),
            alt=_("Clients who are due and left alone, with the reason."),
            title=_("Clients left alone"),
        )
        tables.offer_whole(
            _("Clients left alone"),
            lambda: _named(build.answer("calls_left_out_clients", {**params, "most": None})),
            _columns(),
        )
        if rows.height == calls.SHOWN:
            st.caption(calls.only_first())
        st.caption(definitions.of(build, "call_list_suppressed", "suppressed_by") or "")


def _columns() -> Mapping[str, tuple[str, How]]:
    return {
        "client_name": (_("Client"), "text"),
        "reason": (_("Why"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "due_date": (_("Was due"), "day"),
    }


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    said = {code: _(name) for code, name in REASONS.items()}
    why = pl.col("suppressed_by").replace_strict(said, default=None)
    return rows.with_columns(why.alias("reason"))
