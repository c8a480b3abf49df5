"""Complaints: how fast they were closed, who came back, and the columns of the lists."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard import contacts, formats, tables
from dashboard.language import N_, _
from dashboard.places import in_place
from dashboard.tables import How

STATES = {
    "open": N_("Open"),
    "overdue": N_("Open for too long"),
    "closed_in_time": N_("Closed in time"),
    "closed_late": N_("Closed late"),
}


def speed(complaints: Mapping[str, Any]) -> str:
    """Say how many complaints there were, and how long they took."""
    number = formats.plural(complaints["complaints"], "complaint", "complaints")
    if complaints["median_hours"] is None:
        return _("{complaints} in these quarters, none of them closed.").format(complaints=number)
    return _("{complaints} in these quarters; half of those closed took {time} or less.").format(
        complaints=number, time=formats.duration(60 * complaints["median_hours"])
    )


def returned(complaints: Mapping[str, Any]) -> str:
    """Say how many came back so far, and of how many it is decided."""
    known, decided = complaints["known"], complaints["decided"]
    if not known:
        return _("No closed complaint of a known client.")
    if not decided:
        return _(
            "{returned} of {clients} came again so far; the time in which they may is not over "
            "for any."
        ).format(
            returned=formats.count(complaints["returned"]), clients=formats.plural(known, "client")
        )
    return _(
        "Of {clients} whose time to come back is over; {returned} of all {known} came so far."
    ).format(
        clients=formats.plural(decided, "client"),
        returned=formats.count(complaints["returned"]),
        known=formats.count(known),
    )


def _only_first(rows: pl.DataFrame) -> str:
    """Say that there are more complaints than the list shows."""
    return _("The first {shown} of {all} are here; the file has all.").format(
        shown=formats.count(rows.height), all=formats.count(rows["found"][0])
    )


def _columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the list of complaints."""
    return {
        "opened_at": (_("Opened"), "moment"),
        "said": (_("State"), "text"),
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "category": (_("Subject"), "text"),
        "severity": (_("How bad"), "text"),
        "branch": (_("Branch"), "text"),
        "staff": (_("Staff"), "text"),
        "service": (_("Service"), "text"),
        "hours_to_close": (_("Hours to close"), "number"),
        "resolution": (_("What was done"), "text"),
        "compensation_amount": (_("Given, {currency}").format(currency=currency), "money"),
    }


@in_place
def draw(
    rows: pl.DataFrame, kinds: pl.DataFrame, whole: Callable[[], pl.DataFrame], currency: str
) -> None:
    """Draw what clients complain about and each complaint, where there is any; `whole` has all."""
    if rows.is_empty():
        return
    st.subheader(_("Complaints"), anchor=False)
    with st.container():
        if kinds.height:
            said = _("What clients complain about, and how it ended.")
            tables.show(kinds, _kind_columns(currency), alt=said)
    columns = contacts.allowed(_columns(currency))
    title = _("Complaints")
    tables.show(
        named(rows),
        columns,
        alt=_("Complaints, open ones first."),
        title=title,
        mart="fct_complaints",
    )
    if rows["found"][0] > rows.height:
        st.caption(_only_first(rows))
        tables.offer_whole(title, lambda: named(whole()), columns)


def _kind_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    return {
        "category": (_("Subject"), "text"),
        "complaints": (_("Complaints"), "count"),
        "justified": (_("Justified"), "count"),
        "closed_in_time_rate": (_("Closed in time"), "share"),
        "median_hours": (_("Hours to close (median)"), "number"),
        "returned": (_("Came back"), "count"),
        "decided": (_("Of clients whose time is over"), "count"),
        "compensation_amount": (_("Given, {currency}").format(currency=currency), "money"),
    }


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Name the states of complaints."""
    return rows.with_columns(
        pl.col("state").replace({code: _(name) for code, name in STATES.items()}).alias("said")
    )
