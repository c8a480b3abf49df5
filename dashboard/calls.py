"""The call list: how late clients are, who was called lately, and who must be left alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import streamlit as st

from dashboard import formats, links
from dashboard.call_states import STATES
from dashboard.data import Build
from dashboard.language import N_, _
from dashboard.tables import How
from warehouse import calls
from warehouse.calls import Call

OUTCOMES = {
    "booked": N_("Booked"),
    "called": N_("Called"),
    "not_reached": N_("Not reached"),
}
# The first rows of a long list are shown; the file has all.
SHOWN = 500

_DEFAULT_STATES = ("soft_overdue", "overdue")
# Who was called and has not come may be called again after so many days.
_REST_DAYS = 90
_DAYS_OF_FRESH_DATA = 7


@dataclass(frozen=True)
class Ticked:
    """The calls of the last 90 days, the newest first; when each client came last.

    `resting` are the clients who are not called again yet: reached by now, and not here since.
    """

    calls: tuple[Call, ...]
    last_visits: Mapping[str, date]
    broken: tuple[str, ...]

    @property
    def resting(self) -> list[str]:
        """Clients who were called or booked, and have not come since."""
        reached = [call for call in self.calls if call.outcome != "not_reached"]
        return sorted({call.client_key for call in reached if not self.came(call)})

    def came(self, call: Call) -> bool:
        """Tell whether the client came on a day after the call."""
        last = self.last_visits.get(call.client_key)
        return last is not None and last > call.at.date()


def choose_states() -> list[str]:
    """Let it be chosen how late the clients are; none means all."""
    links.understand("late", list(STATES), lambda code: _(STATES[code]))
    chosen = st.multiselect(
        _("How late by their own rhythm"),
        list(STATES),
        default=list(_DEFAULT_STATES),
        format_func=lambda code: _(STATES[code]),
        key="late",
        placeholder=_("All"),
        bind="query-params",
    )
    return chosen or list(STATES)


def ticked(build: Build) -> Ticked:
    """Read which calls were noted lately."""
    since = datetime.now(UTC).date() - timedelta(days=_REST_DAYS)
    noted, broken = calls.made(build.workspace, since)
    keys = sorted({call.client_key for call in noted})
    rows = build.answer("last_visits", {"keys": keys}) if keys else pl.DataFrame()
    return Ticked(tuple(noted), dict(rows.iter_rows()), tuple(broken))


def today(build: Build) -> date:
    """Give the day it is in the salon: a script is said today, whatever the data's last day."""
    return datetime.now(ZoneInfo(build.settings.salon.time_zone)).date()


def stale(build: Build) -> None:
    """Say that clients may have come since the data end, where that is some days ago."""
    as_of = build.answer("quarters")["as_of"].max()
    days = (today(build) - as_of).days if isinstance(as_of, date) else 0
    if days > _DAYS_OF_FRESH_DATA:
        st.caption(
            _(
                ":material/warning: The data end {days} ago: who came or booked since is still on "
                "this list. Load the newest exports before you call."
            ).format(days=formats.plural(days, "day", "days"))
        )


def broken_files(noted: Ticked) -> None:
    """Name the files of calls that cannot be read."""
    if noted.broken:
        st.warning(
            _(
                "Calls cannot be read in the folder calls: {files}. Put back a copy, or move the "
                "file away; until then these calls do not count."
            ).format(files=formats.plain(", ".join(noted.broken)))
        )


def summary(counts: pl.DataFrame, states: list[str], first: str | None, currency: str) -> str:
    """Say in a sentence how many to call, what is at stake, and with whom to begin."""
    free = counts.filter(~pl.col("is_holdout") & ~pl.col("is_ticked"))
    chosen = free.filter(pl.col("state").is_in(states))
    others = free.filter(~pl.col("state").is_in(states))
    if not _clients(chosen):
        said = [_("Nobody is left to call: everybody this late was called, or must be left alone.")]
    else:
        said = [
            _("**Call {clients}**: {money} of margin in the next 26 weeks is at risk.").format(
                clients=formats.plural(_clients(chosen), "client", "clients"),
                money=formats.plain(_money(chosen, currency)),
            )
        ]
        if first:
            said.append(_("Begin with {name}.").format(name=formats.plain(first)))
    if _clients(others):
        said.append(
            _("Another {clients} with {money} are due with a delay not chosen here.").format(
                clients=formats.plural(_clients(others), "client", "clients"),
                money=formats.plain(_money(others, currency)),
            )
        )
    return " ".join(said)


def figures(
    counts: pl.DataFrame, states: list[str], noted: Ticked, currency: str
) -> Mapping[str, tuple[str, str]]:
    """Give the figures of the page by their labels, each with a remark."""
    chosen = counts.filter(pl.col("state").is_in(states))
    free = chosen.filter(~pl.col("is_holdout") & ~pl.col("is_ticked"))
    held = chosen.filter("is_holdout")
    reached = {call.client_key for call in noted.calls if call.outcome != "not_reached"}
    booked = {call.client_key for call in noted.calls if call.outcome == "booked"}
    came = {call.client_key for call in noted.calls if noted.came(call)} & reached
    return {
        _("To call"): (
            formats.count(_clients(free)),
            _("due, free to be called, not called yet"),
        ),
        _("Margin at risk"): (
            _money(free, currency),
            _("what they bring in 26 weeks if they stay"),
        ),
        _("Called in 90 days"): (
            formats.count(len(reached)),
            _("{booked} booked, {came} came since").format(
                booked=formats.count(len(booked)), came=formats.count(len(came))
            ),
        ),
        _("Held out by lot"): (
            formats.count(_clients(held)),
            _("not to be called, to measure what calls bring"),
        ),
    }


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the list."""
    return {
        "client_name": (_("Client"), "text"),
        "phone": (_("Phone"), "text"),
        "money_at_risk": (_("Margin at risk, {currency}").format(currency=currency), "money"),
        "lateness": (_("How late"), "text"),
        "days_late": (_("Days late"), "count"),
        "suggested_service": (_("Usual service"), "text"),
        "usual_staff": (_("Usual staff"), "text"),
        "last_visit_date": (_("Last visit"), "day"),
        "due_date": (_("Was due"), "day"),
        "expected_gap_days": (_("Comes every … days"), "count"),
        "last_branch": (_("Branch"), "text"),
    }


def due(build: Build, params: Mapping[str, Any]) -> pl.DataFrame:
    """Give the clients to call, with their names and phones.

    Names are never kept: they are asked for apart, so that the list itself can be.
    """
    rows = build.answer("calls_due", params)
    names = build.answer("client_names", {"keys": rows["client_key"].to_list()})
    return named(rows.join(names, on="client_key", how="left", maintain_order="left"))


def named(rows: pl.DataFrame) -> pl.DataFrame:
    """Say how late in words."""
    said = {code: _(name) for code, name in STATES.items()}
    return rows.with_columns(pl.col("state").replace_strict(said, default=None).alias("lateness"))


def only_first() -> str:
    """Say that a list is longer than what is shown of it."""
    return _("The first {number} are shown; the file has all.").format(number=formats.count(SHOWN))


def rest() -> str:
    """Say when a client who was called may be called again."""
    return _(
        "Who was called or booked leaves the list until the next visit, or for {days}. Who was not "
        "reached stays on it. What is ticked off lies in the salon's folder and outlives builds."
    ).format(days=formats.plural(_REST_DAYS, "day", "days"))


def _clients(rows: pl.DataFrame) -> int:
    return int(rows["clients"].sum())


def _money(rows: pl.DataFrame, currency: str) -> str:
    total: Any = rows["money_at_risk"].sum()
    return formats.money(round(float(total or 0)), currency)
