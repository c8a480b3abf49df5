"""What a client went through: the way over the grid of RFM, bookings, answers and complaints."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import client_charts, definitions, formats, pictures, tables, words
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How

_STATUSES = {
    "booked": N_("Booked"),
    "confirmed": N_("Confirmed"),
    "arrived": N_("Arrived"),
    "started": N_("Started"),
    "no_show": N_("Did not come"),
    "cancelled": N_("Cancelled"),
}


def path(build: Build, client: Mapping[str, str]) -> None:
    """Draw how the client moved on the grid of RFM, quarter by quarter."""
    rows = build.answer("client_path", client)
    if rows.is_empty():
        return
    st.subheader(_("The way by quarter"), anchor=False)
    st.caption(_("3 is best: came lately, came often, paid much."))
    pictures.draw(
        client_charts.path(client_charts.grades(rows)),
        alt=_("Last visit, how often and average check by quarter, each graded 1 to 3."),
        title=_("The way by quarter"),
    )
    tables.show(
        rows.with_columns(
            _in_words(rows, "segment", words.cell).alias("cell"),
            _in_words(rows, "rf_segment", words.group).alias("rf_segment"),
            _in_words(rows, "client_type", words.client_type).alias("type"),
            _in_words(rows, "stage", lambda code: _(words.STAGES[code])).alias("stage"),
        ),
        {
            "quarter_name": (_("Quarter"), "text"),
            "segment": (_("Cell"), "text"),
            "cell": (_("Who"), "text"),
            "rf_segment": (_("Group"), "text"),
            "type": (_("Type"), "text"),
            "stage": (_("Stage"), "text"),
        },
        alt=_("Cell, group, type and stage by quarter."),
        title=_("The way by quarter, in words"),
        mart="rfm",
    )
    with st.expander(_("What the cells and groups mean")):
        st.write(definitions.of(build, "rfm"))


def bookings(build: Build, client: Mapping[str, str]) -> None:
    """List the bookings that lie ahead or were not kept."""
    rows = build.answer("client_bookings", client)
    if rows.is_empty():
        return
    st.subheader(_("Bookings ahead, cancelled or not kept"), anchor=False)
    tables.show(
        rows.with_columns(
            _in_words(rows, "status", lambda code: _(_STATUSES[code])).alias("status")
        ),
        {
            "starts_at": (_("When"), "moment"),
            "status": (_("Status"), "text"),
            "service": (_("Service"), "text"),
            "staff": (_("Staff"), "text"),
            "branch": (_("Branch"), "text"),
        },
        alt=_("Bookings that lie ahead, were cancelled or not kept."),
        title=_("Bookings"),
    )


def answers(build: Build, client: Mapping[str, str]) -> None:
    """List what the client said when asked."""
    rows = build.answer("client_answers", client)
    if rows.is_empty():
        return
    st.subheader(_("Answers to surveys"), anchor=False)
    tables.show_wrapped(
        rows.with_columns(
            pl.format("{} ({})", "recommend_score", "recommend_scale").alias("score"),
            _in_words(rows, "submitted_date", formats.day).alias("day"),
        ),
        {
            "day": (_("Day"), "text"),
            "score": (_("Would recommend"), "text"),
            "reason": (_("Why"), "text"),
            "improvement": (_("What would make it better"), "text"),
        },
        alt=_("Answers of the client, the newest first."),
        title=_("Answers"),
    )


def complaints(build: Build, client: Mapping[str, str]) -> None:
    """List what the client complained about."""
    rows = build.answer("client_complaints", client)
    if rows.is_empty():
        return
    st.subheader(_("Complaints"), anchor=False)
    columns: Mapping[str, tuple[str, How]] = {
        "opened_date": (_("Opened"), "day"),
        "closed_date": (_("Closed"), "day"),
        "category": (_("Subject"), "text"),
        "service": (_("Service"), "text"),
        "staff": (_("Staff"), "text"),
        "resolution": (_("What was done"), "text"),
    }
    tables.show(rows, columns, alt=_("Complaints of the client, the newest first."))
    st.caption(definitions.of(build, "fct_complaints", "resolution") or "")


def _in_words(rows: pl.DataFrame, column: str, say: Callable[[Any], str]) -> pl.Series:
    return pl.Series(
        [None if code is None else say(code) for code in rows[column]], dtype=pl.String
    )
