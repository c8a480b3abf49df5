"""Goals of a month: reached or not, and the pace of a month that is running."""

from datetime import date

import polars as pl
import pytest

from dashboard.month import cards, figures, goals
from warehouse.settings import BranchGoals, Goals

# Closed on Sundays; Saturdays bring twice as much as other days.
WEEK = pl.DataFrame({"weekday": [1, 2, 3, 4, 5, 6], "visits": [10, 10, 10, 10, 10, 20]})
NOTHING = pl.DataFrame(schema={"weekday": pl.Int64, "visits": pl.Int64})


def card(column, value, month=date(2026, 10, 1)):
    return cards.Card(figures.FIGURES[column], month, value, "", 0, None, None, {}, None)


def said(goal, value, gone):
    (found,) = goals.of(BranchGoals(revenue=goal), {"revenue": card("revenue", value)}, gone, "EUR")
    return found


@pytest.mark.parametrize(
    ("as_of", "gone"),
    [
        # October 2026 begins on a Thursday and has five Saturdays: 5 x 20 + 22 x 10 = 320.
        (date(2026, 10, 1), 10 / 320),
        (date(2026, 10, 3), 40 / 320),
        (date(2026, 10, 4), 40 / 320),
        (date(2026, 10, 31), 1.0),
    ],
)
def test_days_that_are_over_count_by_their_weekday(as_of, gone):
    assert goals.gone(WEEK, date(2026, 10, 1), as_of) == pytest.approx(gone)


def test_without_months_before_every_day_counts_alike():
    assert goals.gone(NOTHING, date(2026, 2, 1), date(2026, 2, 7)) == 0.25


@pytest.mark.parametrize(
    ("value", "state"), [(999.99, "missed"), (1000.0, "reached"), (1000.01, "reached")]
)
def test_a_month_that_is_over_reached_its_goal_or_missed_it(value, state):
    found = said(1000, value, None)
    assert (found.state, found.projected, found.gone) == (state, None, None)


@pytest.mark.parametrize(
    ("value", "state", "projected"),
    [(499.0, "behind", 998.0), (500.0, "ahead", 1000.0), (1000.0, "reached", 2000.0)],
)
def test_a_running_month_is_on_the_way_or_behind(value, state, projected):
    found = said(1000, value, 0.5)
    assert (found.state, found.projected) == (state, projected)
    assert found.share == value / 1000


def test_the_pace_is_said_in_words():
    assert said(1000, 400.0, 0.5).words == (
        "Behind: €400 of €1,000 with 50.0% of the month over; at this pace €800."
    )


def test_a_figure_that_is_not_known_yet_has_no_pace():
    found = said(1000, None, None)
    assert (found.state, found.share) == ("unknown", None)


def test_what_does_not_add_up_has_no_pace():
    (found,) = goals.of(
        BranchGoals(regular_clients=10), {"regular_clients": card("regular_clients", 9)}, 0.5, "EUR"
    )
    assert (found.state, found.projected) == ("not_yet", None)


def test_at_the_very_beginning_nothing_is_projected():
    assert said(1000, 0.0, 0.0).projected is None


@pytest.mark.parametrize(
    ("branches", "narrows", "goal"),
    [
        (None, False, 30),
        (["Riverside"], False, 12),
        (["Station"], False, None),
        (["Riverside", "Station"], False, None),
        (None, True, None),
    ],
)
def test_goals_belong_to_the_salon_or_to_one_branch(branches, narrows, goal):
    wanted = Goals(new_clients=30, branches={"Riverside": BranchGoals(new_clients=12)})
    chosen = goals.chosen(wanted, branches, narrows)
    assert (chosen.new_clients if chosen else None) == goal


def test_without_goals_there_are_none():
    assert not goals.has_any(Goals())
    assert goals.has_any(Goals(nps=0))
