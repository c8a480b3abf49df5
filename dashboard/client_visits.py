"""What a client comes for, how often, and every visit so far."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboard import formats, tables, words
from dashboard.call_states import STATES
from dashboard.data import Build
from dashboard.language import _
from dashboard.tables import How


def rhythm(build: Build, client: Mapping[str, str]) -> None:
    """List how often the client comes for what, and when next."""
    rows = build.answer("client_rhythm", client)
    if rows.is_empty():
        return
    st.subheader(_("The client's own rhythm"), anchor=False)
    tables.show(
        _in_words(rows),
        _rhythm_columns(),
        alt=_("How often the client comes for what, and when next."),
        title=_("The client's own rhythm"),
        mart="cadences",
    )


def visits(build: Build, client: Mapping[str, str]) -> None:
    """List the visits, and what the client has had in them."""
    rows = build.answer("client_visits", client)
    if rows.is_empty():
        return
    title = _("Visits: {number}").format(number=formats.count(rows.height))
    st.subheader(title, anchor=False)
    tables.show(
        rows,
        _visit_columns(build.currency),
        alt=_("Visits of the client, the newest first."),
        title=_("Visits"),
        mart="fct_visits",
    )
    st.subheader(_("Services and products"), anchor=False)
    tables.show(
        build.answer("client_favourites", client),
        _favourite_columns(build.currency),
        alt=_("What the client has had, the most frequent first."),
        title=_("Services and products"),
    )


def _visit_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    return {
        "visit_date": (_("Day"), "day"),
        "services": (_("Services"), "text"),
        "products": (_("Products"), "text"),
        "staff": (_("Staff"), "text"),
        "revenue": (_("Paid, {currency}").format(currency=currency), "money"),
        "days_since_previous": (_("Days since the visit before"), "count"),
        "branch": (_("Branch"), "text"),
    }


def _favourite_columns(currency: str) -> Mapping[str, tuple[str, How]]:
    return {
        "service": (_("Service or product"), "text"),
        "times": (_("Times"), "count"),
        "paid": (_("Paid, {currency}").format(currency=currency), "money"),
        "last_visit_date": (_("Last"), "day"),
        "staff": (_("Last with"), "text"),
    }


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    said = {**{code: _(name) for code, name in STATES.items()}, "not_due": _("Not due")}
    return rows.with_columns(
        pl.Series("kind", [words.category(code) for code in rows["service_category"]], pl.String),
        pl.col("state").replace_strict(said, default=None).alias("lateness"),
    )


def _rhythm_columns() -> Mapping[str, tuple[str, How]]:
    return {
        "kind": (_("Kind of service"), "text"),
        "visits": (_("Days with it"), "count"),
        "expected_gap_days": (_("Comes every … days"), "count"),
        "last_visit_date": (_("Last"), "day"),
        "due_date": (_("Expected"), "day"),
        "lateness": (_("How late"), "text"),
    }
