"""The card of a client: what stands above, in words and figures; `row` answers `client`."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import definitions, formats, words
from dashboard.data import Build
from dashboard.language import _


def head(row: Mapping[str, Any], build: Build) -> None:
    """Draw the name, how to reach the client, and what to mind."""
    st.header(formats.plain(row["client_name"] or _("No name")), anchor=False)
    phone = row["phone"]
    reach = [
        *([f":material/call: [{formats.plain(phone)}](tel:{phone})"] if phone else []),
        *([f":material/mail: {formats.plain(row['email'])}"] if row["email"] else []),
        *(
            [f":material/storefront: {formats.plain(row['home_branch'])}"]
            * bool(row["home_branch"])
        ),
    ]
    if reach:
        st.markdown(" · ".join(reach))
    marks = _marks(row, build)
    if marks:
        with st.container(horizontal=True):
            for said, color, icon in marks:
                st.badge(said, color=color, icon=icon)


def sentence(row: Mapping[str, Any]) -> str:
    """Say in a few words who this is, and what comes next."""
    if not row["visits"]:
        return _("A card without a visit: this client never came.")
    said = [
        _("{type} client: {visits} since {first}, the last on {last}.").format(
            type=words.client_type(row["client_type"]),
            visits=formats.plural(row["visits"], "visit", "visits"),
            first=formats.day(row["first_visit_date"]),
            last=formats.day(row["last_visit_date"]),
        ),
        _next(row),
    ]
    return formats.plain(" ".join(said))


def notes(row: Mapping[str, Any]) -> None:
    """Show what is noted on the card: formulas, preferences, wishes."""
    if row["notes"]:
        with st.container(border=True):
            st.markdown(_("**Notes and formulas**"))
            st.text(row["notes"])


def figures(row: Mapping[str, Any], build: Build) -> None:
    """Draw what the client brought and may bring, and when the next visit is to be expected."""
    currency = build.currency
    drawn: Mapping[str, tuple[str, str, tuple[str, str | None]]] = {
        _("Visits"): (
            formats.count(row["visits"]),
            _("{visits} in the last 365 days").format(
                visits=formats.count(row["visits_365d"] or 0)
            ),
            ("dim_clients", "visits"),
        ),
        _("Spent so far"): (
            formats.figure(row["revenue"], "money", currency),
            _("{check} at a visit").format(
                check=formats.figure(row["average_check"], "money", currency)
            ),
            ("dim_clients", "revenue"),
        ),
        _("Value in 12 months"): (
            formats.figure(_whole(row["clv_12m"]), "money", currency),
            _band(row, currency),
            ("client_value", "clv_12m"),
        ),
        _("Still a client"): (
            formats.figure(row["p_alive"], "share", currency),
            _("chance that this client has not left for good"),
            ("client_value", "p_alive"),
        ),
    }
    for (label, (figure, note, source)), column in zip(drawn.items(), st.columns(4), strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, figure, help=definitions.of(build, *source))
            st.caption(formats.plain(note))


def _marks(row: Mapping[str, Any], build: Build) -> list[tuple[str, Any, str]]:
    """Give what to mind before calling or writing."""
    marks: list[tuple[str, Any, str]] = []
    if row["is_blocked"]:
        marks.append((_("Blocked by the salon"), "red", ":material/block:"))
    if row["marketing_consent"] is False:
        marks.append((_("Does not want to be contacted"), "red", ":material/do_not_disturb_on:"))
    if row["has_open_complaint"]:
        marks.append((_("Waits for an answer to a complaint"), "red", ":material/report:"))
    if row["lot"] < build.settings.definitions.holdout_share:
        marks.append((_("Held out of calls and campaigns"), "gray", ":material/science:"))
    return marks


def _next(row: Mapping[str, Any]) -> str:
    if row["booked_at"]:
        return _("The next booking is on {day}.").format(day=formats.day(row["booked_at"].date()))
    if not row["due_date"]:
        return _("Away for so long that no next visit is expected.")
    kind, day = words.category(row["due_category"]), formats.day(row["due_date"])
    days = (row["as_of"] - row["due_date"]).days
    if days <= 0:
        return _("Expected next on {day} for {kind}.").format(day=day, kind=kind)
    return _("Was expected on {day} for {kind}: {days} late.").format(
        day=day, kind=kind, days=formats.plural(days, "day", "days")
    )


def _band(row: Mapping[str, Any], currency: str) -> str:
    if row["clv_12m"] is None:
        return _("no forecast")
    return _("8 in 10 such clients bring {low} to {high}").format(
        low=formats.money(round(row["clv_low"]), currency),
        high=formats.money(round(row["clv_high"]), currency),
    )


def _whole(amount: float | None) -> float | None:
    return None if amount is None else round(amount)
