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
class Asked:
    """The month that is asked for, with the parameters of all its questions."""

    start: date
    as_of: date
    is_running: bool
    params: Mapping[str, Any]
    against: Against


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
    asked = begin(build, params, month, against)
    if asked is None:
        return None
    months = trend(build, asked)
    return told(build, asked, months) if has_anything(asked, months) else None


def begin(
    build: Build, params: Mapping[str, Any], month: date | None, against: Against
) -> Asked | None:
    """Say which month is asked for, and begin to compare it; none where there is no such month."""
    shown = _shown(build, params, month)
    if shown is None:
        return None
    start, as_of, is_running = shown
    asked = {**params, "month": start, "scale": _scale(build), "against": against}
    build.begin(asked, "month_compared")
    return Asked(start, as_of, is_running, asked, against)


def trend(build: Build, asked: Asked) -> pl.DataFrame:
    """Give the figures of two years of months up to the one asked for, a row for each."""
    if narrows_clients(asked.params):
        return build.answer("figures_by_month", asked.params)
    return build.answer("kpis_by_month", asked.params)


def has_anything(asked: Asked, months: pl.DataFrame) -> bool:
    """Tell whether anybody came or anything was sold in the month; `months` are its trend."""
    row = months.filter(pl.col("month_start") == asked.start)
    return bool(row["visits"].sum() or row["revenue"].sum())


def told(build: Build, asked: Asked, months: pl.DataFrame) -> Month:
    """Tell all of a month in which there is anything."""
    narrows, currency = narrows_clients(asked.params), build.currency
    compared = build.answer("month_compared", asked.params)
    definitions = build.settings.definitions
    needed = (definitions.hidden_below_answers, definitions.sound_from_answers)
    sections = cards.of(compared, figures.told(narrows), asked.start, needed, currency)
    known = {card.figure.column: card for section in sections.values() for card in section}
    return Month(
        start=asked.start,
        as_of=asked.as_of,
        is_running=asked.is_running,
        params=asked.params,
        headline=headline.sentences(sections, asked.start, asked.is_running),
        sections=sections,
        trend=months,
        bridge=None
        if narrows
        else bridge.of(
            build.answer("month_bridge", asked.params),
            asked.start,
            asked.against,
            known["revenue"].value or 0.0,
        ),
        losses=None if narrows else losses.named(build.answer("month_losses", asked.params)),
        revisions=revisions.told(build.answer("month_revisions", asked.params), currency),
        goals=_goals(build, asked, known),
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


def _goals(build: Build, asked: Asked, known: Mapping[str, Card]) -> tuple[Goal, ...]:
    params = asked.params
    wanted = goals.chosen(
        build.settings.goals, params.get("branches"), narrows_clients(asked.params)
    )
    if wanted is None or not goals.has_any(wanted):
        return ()
    gone = (
        goals.gone(build.answer("month_weekdays", params), asked.start, asked.as_of)
        if asked.is_running
        else None
    )
    return goals.of(wanted, known, gone, build.currency)
