"""Goals of `salon.toml` against a month: reached, missed, or on the way at the pace so far."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from dashboard import formats
from dashboard.language import _
from dashboard.month.cards import Card
from dashboard.month.figures import FIGURES
from warehouse.settings import BranchGoals, Goals

# The goals by their names in salon.toml, and the figures they are about.
FIGURES_OF: Mapping[str, str] = {
    "revenue": "revenue",
    "visits": "visits",
    "new_clients": "new_clients",
    "regular_clients": "regular_clients",
    "first_visit_retention": "first_visit_retention_90d",
    "nps": "nps",
}
# These add up day by day, so that a running month has a pace.
_ADDED_UP = {"revenue", "visits", "new_clients"}

State = Literal["reached", "missed", "ahead", "behind", "not_yet", "unknown"]


@dataclass(frozen=True)
class Goal:
    """A goal and how far it is reached.

    `share` is what is reached of it (none where the figure is not known), `gone` the share of the
    month that is over, `projected` what the month comes to at this pace; both only while it runs.
    """

    label: str
    goal: float
    value: float | None
    state: State
    share: float | None
    gone: float | None
    projected: float | None
    words: str


def chosen(goals: Goals, branches: list[str] | None, narrows_clients: bool) -> BranchGoals | None:
    """Take the goals that fit a slice: the salon's for all of it, a branch's for it alone."""
    if narrows_clients:
        return None
    if not branches:
        return goals
    return goals.branches.get(branches[0]) if len(branches) == 1 else None


def has_any(goals: BranchGoals | None) -> bool:
    """Tell whether a goal is set at all."""
    return goals is not None and any(getattr(goals, name) is not None for name in FIGURES_OF)


def gone(weekdays: pl.DataFrame, month: date, as_of: date) -> float:
    """Give the share of the month that is over, each day by what its weekday brought before.

    `weekdays` answers `month_weekdays`. Without visits before, every day counts alike.
    """
    weights = dict(weekdays.select("weekday", "visits").iter_rows())
    days = [month + timedelta(days=day) for day in range(monthrange(month.year, month.month)[1])]
    of_day = [weights.get(day.isoweekday(), 0) if weights else 1 for day in days]
    over = sum(weight for weight, day in zip(of_day, days, strict=True) if day <= as_of)
    return over / sum(of_day)


def of(
    goals: BranchGoals, cards: Mapping[str, Card], gone_by: float | None, currency: str
) -> tuple[Goal, ...]:
    """Hold the goals that are set against the cards; `gone_by` is none for a month that is over."""
    return tuple(
        _goal(name, goal, cards.get(column), gone_by, currency)
        for name, column in FIGURES_OF.items()
        if (goal := getattr(goals, name)) is not None
    )


def _goal(name: str, goal: float, card: Card | None, gone_by: float | None, currency: str) -> Goal:
    figure = FIGURES[FIGURES_OF[name]]
    value = card.value if card else None
    running = gone_by if name in _ADDED_UP else None
    projected = value / running if running and value is not None else None
    state = _state(goal, value, projected, is_over=gone_by is None)
    return Goal(
        label=_(figure.label),
        goal=goal,
        value=value,
        state=state,
        share=value / goal if value is not None and goal > 0 else None,
        gone=running,
        projected=projected,
        words=_words(state).format(
            value=formats.figure(value, figure.kind, currency),
            goal=formats.figure(goal, figure.kind, currency),
            projected=formats.figure(projected, figure.kind, currency),
            gone=formats.percent(running) if running is not None else formats.NOTHING,
            month=formats.month(card.month) if card else formats.NOTHING,
        ),
    )


def _state(goal: float, value: float | None, projected: float | None, is_over: bool) -> State:
    if value is None:
        return "unknown"
    if value >= goal:
        return "reached"
    if projected is not None:
        return "ahead" if projected >= goal else "behind"
    return "missed" if is_over else "not_yet"


def _words(state: State) -> str:
    return {
        "reached": _("Reached in {month}: {value} of {goal}."),
        "missed": _("Missed in {month}: {value} of {goal}."),
        "ahead": _(
            "On the way: {value} of {goal} with {gone} of the month over; at this pace {projected}."
        ),
        "behind": _(
            "Behind: {value} of {goal} with {gone} of the month over; at this pace {projected}."
        ),
        "not_yet": _("Not yet reached in {month}: {value} of {goal}."),
        "unknown": _("Not known yet; the goal is {goal}."),
    }[state]
