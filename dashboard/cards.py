"""The cards of the month: which figures, what they are called, how they are compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl
import streamlit as st

from dashboard import comparison, definitions, formats, periods
from dashboard.comparison import Change
from dashboard.data import Build
from dashboard.formats import Kind
from dashboard.slices import Slice

Arrow = Literal["up", "down", "off"]
Color = Literal["green", "red", "gray"]


@dataclass(frozen=True)
class Card:
    """One figure of `monthly_kpis`: the question that answers it and how to read it.

    `out_of` names the column that counts whom a share is of. Such a figure is known only some
    months later; the latest one known is shown.
    """

    label: str
    column: str
    question: str
    kind: Kind
    rising_is: Literal["good", "bad"] = "good"
    out_of: str | None = None


SECTIONS: Mapping[str, tuple[Card, ...]] = {
    "Money": (
        Card("Revenue", "revenue", "figures_by_month", "money"),
        Card("Average check", "average_check", "figures_by_month", "money"),
        Card("Revenue per client", "arpu", "figures_by_month", "money"),
        Card("Retail share", "retail_share", "figures_by_month", "share"),
    ),
    "Clients": (
        Card("Clients", "clients", "figures_by_month", "count"),
        Card("New clients", "new_clients", "figures_by_month", "count"),
        Card("Regular clients", "regular_clients", "standing_by_month", "count"),
        Card("Lost clients", "lost_clients", "standing_by_month", "count", "bad"),
    ),
    "Coming back": (
        Card(
            "First-visit retention",
            "first_visit_retention_90d",
            "retention_by_month",
            "share",
            out_of="first_visits",
        ),
        Card(
            "Repeat retention",
            "repeat_retention_90d",
            "retention_by_month",
            "share",
            out_of="known_clients",
        ),
        Card("Rebooking", "rebooking_rate", "figures_by_month", "share"),
        Card("Visits per client", "visits_per_client", "figures_by_month", "number"),
    ),
    "Bookings and opinion": (
        Card("Visits", "visits", "figures_by_month", "count"),
        Card("No-shows", "no_show_rate", "standing_by_month", "share", "bad"),
        Card("Cancellations", "cancellation_rate", "standing_by_month", "share", "bad"),
        Card("NPS", "nps", "nps_by_month", "score"),
    ),
}


def of_slice(chosen: Slice) -> Mapping[str, tuple[Card, ...]]:
    """Leave out the figures that cannot be told by service or client type."""
    if not chosen.narrows_clients:
        return SECTIONS
    return {
        name: tuple(card for card in section if card.question != "standing_by_month")
        for name, section in SECTIONS.items()
    }


def draw(card: Card, months: pl.DataFrame, shown: date, build: Build) -> None:
    """Draw a card: the figure, how it changed in words, what it means."""
    month = _latest_known(months, card.column, shown) if card.out_of else shown
    before, year = periods.month_before(month), periods.year_before(month)
    now = _at(months, card.column, month)
    changes = [
        comparison.change(now, _at(months, card.column, then), card.kind, formats.short_month(then))
        for then in (before, year)
    ]
    with st.container(border=True, height="stretch"):
        st.metric(
            card.label,
            formats.figure(now, card.kind, build.currency),
            help=definitions.of(build, "monthly_kpis", card.column),
        )
        if card.out_of:
            st.caption(_known(month, shown, _at(months, card.out_of, month)))
        if card.column == "nps":
            st.caption(_answers(months, shown, build))
        if now is not None:
            # Two spaces before the end of a line keep the two sentences on lines of their own.
            st.markdown("  \n".join(_signed(change, card) for change in changes))


def _latest_known(months: pl.DataFrame, column: str, shown: date) -> date:
    """Give the newest month up to the one shown whose figure is known, else the one shown."""
    known = months.filter(pl.col(column).is_not_null() & (pl.col("month_start") <= shown))
    newest = known["month_start"].max()
    return newest if isinstance(newest, date) else shown


def _at(months: pl.DataFrame, column: str, month: date) -> float | None:
    found = months.filter(pl.col("month_start") == month)[column]
    return found.item() if found.len() else None


def _known(month: date, shown: date, clients: float | None) -> str:
    """Say of which month a figure is and of how many clients: a young month is not known yet."""
    if not clients:
        return "Not yet known, or nobody to know it of."
    of_whom = f"{formats.month(month)}, of {formats.plural(clients, 'client')}."
    return of_whom if month == shown else f"{of_whom} {formats.month(shown)} is not yet known."


def _answers(months: pl.DataFrame, shown: date, build: Build) -> str:
    """Say on how many answers a score stands."""
    answers = formats.plural(_at(months, "responses", shown) or 0, "answer", "answers")
    needed = build.settings.definitions.hidden_below_answers
    if _at(months, "nps", shown) is None:
        return f"{answers}: too few for a score, which needs {needed}."
    sound = build.settings.definitions.sound_from_answers
    is_sound = (_at(months, "responses", shown) or 0) >= sound
    return f"{answers}." if is_sound else f"{answers}: few, read with reserve."


def _signed(change: Change, card: Card) -> str:
    """Write a change with a sign that says which way and a colour that says whether it is good."""
    sign = {"up": ":material/arrow_upward:", "down": ":material/arrow_downward:"}
    is_good = (change.direction == "up") == (card.rising_is == "good")
    color: Color = "gray"
    if change.direction in sign:
        color = "green" if is_good else "red"
    return f":small[:{color}[{sign.get(change.direction, '')} {change.words}]]"
