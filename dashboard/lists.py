"""Lists of clients by name: those with most at stake on the page, all of them in the file."""

import re
from collections.abc import Callable, Mapping

import polars as pl
import streamlit as st

from dashboard import buttons, contacts, downloads, formats, tables
from dashboard.language import _
from dashboard.places import in_place
from dashboard.tables import How

MOST = 500
_NO_NAME = re.compile(r"[^\w-]+")


@in_place
def draw(
    ask: Callable[[int | None], pl.DataFrame],
    columns: Mapping[str, tuple[str, How]],
    title: str,
) -> None:
    """Draw the first clients of a list, and offer all of them as a file.

    `ask` answers with so many clients, or with all where it is given nothing.
    """
    rows = ask(MOST)
    if rows.is_empty():
        return
    shown = contacts.allowed(columns)
    if not contacts.may_be_seen():
        contacts.say_hidden()
    tables.show(rows, shown, alt=_("Clients: {title}.").format(title=title), title=title)
    if rows.height == MOST:
        st.caption(
            _("The first {shown} are shown; the file has all.").format(shown=formats.count(MOST))
        )
        tables.offer_whole(title, lambda: ask(None), shown)
    buttons.take(
        _("Download the list (CSV)"),
        lambda: downloads.csv(tables.titled(ask(None), shown)),
        f"{_NO_NAME.sub('-', title)}.csv",
    )


def movers(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of a list of clients who moved."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "visits_365d": (_("Visits in the year"), "count"),
        "revenue_365d_before": (
            _("Spent in 365 days before, {currency}").format(currency=currency),
            "money",
        ),
        "revenue_365d_after": (
            _("Spent in 365 days now, {currency}").format(currency=currency),
            "money",
        ),
    }
