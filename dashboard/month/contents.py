"""All that is said of one month: the page draws it, a report prints it. No Streamlit here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.data import Build
from dashboard.month import bridge, cards, figures, goals, headline, losses, revisions
from dashboard.month.bridge import Against, Bridge
from dashboard.month.cards import Card
from dashboard.month.goals import Goal


@dataclass(frozen=True)
class Month:
    """One month of a slice.

    `headline` says what really changed; `sections` has the cards by the (translated on drawing)
    names of their sections; `trend` a row per month, two years back; `bridge`, `losses` and
    `revisions` are none where they cannot be told of the slice or the month.
    """

    start: date
    as_of: date
    is_running: bool
    params: Mapping[str, Any]
    headline: tuple[str, ...]
    sections: Mapping[str, tuple[Card, ...]]
    trend: pl.DataFrame
    bridge: Bridge | None
    losses: pl.DataFrame | None
    revisions: pl.DataFrame
    goals: tuple[Goal, ...]

    @property
    def cards(self) -> Mapping[str, Card]:
        """The cards by the columns of `monthly_kpis`."""
        return {card.figure.column: card for section in self.sections.values() for card in section}


def of(
    build: Build,
    params: Mapping[str, Any],
    month: date | None = None,
    against: Against = "previous_month",
) -> Month | None:
    """Tell all of a month: the one given, else the newest of the chosen quarters.

    `params` are those of a slice. Texts are in the language in force. None where nobody came and
    nothing was sold in the slice.
    """
    shown = _shown(build, params, month)
    if shown is None:
        return None
    start, as_of, is_running = shown
    asked = {**params, "month": start, "scale": _scale(build), "against": against}
    narrows = narrows_clients(params)
    build.begin(asked, "figures_by_month" if narrows else "kpis_by_month")
    compared = build.answer("month_compared", asked)
    currency, definitions = build.currency, build.settings.definitions
    needed = (definitions.hidden_below_answers, definitions.sound_from_answers)
    sections = cards.of(compared, figures.told(narrows), start, needed, currency)
    known = {card.figure.column: card for section in sections.values() for card in section}
    if not known["revenue"].value and not known["visits"].value:
        return None
    return Month(
        start=start,
        as_of=as_of,
        is_running=is_running,
        params=asked,
        headline=headline.sentences(sections, start, is_running),
        sections=sections,
        trend=build.answer("figures_by_month", asked)
        if narrows
        else build.answer("kpis_by_month", asked),
        bridge=None
        if narrows
        else bridge.of(
            build.answer("month_bridge", asked), start, against, known["revenue"].value or 0.0
        ),
        losses=None if narrows else losses.named(build.answer("month_losses", asked)),
        revisions=revisions.told(build.answer("month_revisions", asked), currency),
        goals=_goals(build, asked, known, as_of if is_running else None),
    )


def narrows_clients(params: Mapping[str, Any]) -> bool:
    """Tell whether a slice takes only some services, staff or types of clients."""
    return any(params.get(name) for name in ("client_types", "categories", "services", "staff"))


def _shown(
    build: Build, params: Mapping[str, Any], month: date | None
) -> tuple[date, date, bool] | None:
    """Give the month to show, how far its data reach and whether it is still running."""
    if month is not None:
        found = build.answer("months", params).filter(pl.col("month_start") == month)
    else:
        found = build.answer("month_shown", params)
    if found.is_empty():
        return None
    start, as_of, is_running = found.row(0)
    return start, as_of, is_running


def _scale(build: Build) -> str | None:
    scales: list[str] = build.answer("nps_scales", {})["recommend_scale"].to_list()
    return scales[0] if scales else None


def _goals(
    build: Build,
    asked: Mapping[str, Any],
    known: Mapping[str, Card],
    running_to: date | None,
) -> tuple[Goal, ...]:
    wanted = goals.chosen(build.settings.goals, asked.get("branches"), narrows_clients(asked))
    if wanted is None or not goals.has_any(wanted):
        return ()
    gone = (
        goals.gone(build.answer("month_weekdays", asked), asked["month"], running_to)
        if running_to
        else None
    )
    return goals.of(wanted, known, gone, build.currency)
