"""The salon's year: which days are busy, and how intervals stretch and shrink with them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from demo.chance import Floats, Ints

# January is slack, December is full; Monday to Sunday likewise.
_MONTHS: Final = np.array(
    [0.80, 0.92, 1.0, 1.03, 1.08, 1.05, 0.95, 0.90, 1.0, 1.02, 1.05, 1.28], dtype=np.float64
)
_WEEKDAYS: Final = np.array([0.75, 0.95, 1.0, 1.1, 1.35, 1.45, 0.4], dtype=np.float64)
_CLOSED: Final = ("01-01", "12-24", "12-25", "12-26")


@dataclass(frozen=True)
class Seasons:
    """Busy time: a clock that runs faster on busy days and stands still on closed ones."""

    start: date
    weights: Floats

    @property
    def passed(self) -> Floats:
        """The busy time that has passed by the end of each day."""
        result: Floats = np.cumsum(self.weights)
        return result

    def before(self, days: Ints) -> Floats:
        """Say how much busy time has passed when the given days begin."""
        result: Floats = self.passed[days] - self.weights[days]
        return result

    def days(self, times: Floats) -> Ints:
        """Find the days on which the given busy times fall; beyond the horizon is the last day."""
        found = np.searchsorted(self.passed, times, side="right").astype(np.int64)
        return np.minimum(found, len(self.weights) - 1)

    def is_open(self, day: pl.Expr) -> pl.Expr:
        """Say whether the salon is open on a day."""
        return day.is_in(np.flatnonzero(self.weights > 0).tolist())


def months(start: date, days: Ints) -> Ints:
    """Give the month (0 is January) of days counted from the start."""
    return (np.datetime64(start, "D") + days).astype("datetime64[M]").astype(np.int64) % 12


def seasons(start: date, horizon: int) -> Seasons:
    """Weigh every day from the start to the horizon; the mean day weighs 1."""
    days = np.arange(horizon, dtype=np.int64)
    calendar = np.datetime64(start, "D") + days
    weekday = (calendar.astype(np.int64) + 3) % 7  # day 0 of the epoch was a Thursday
    weights = _MONTHS[months(start, days)] * _WEEKDAYS[weekday]
    in_year = np.array([str(day)[5:] for day in calendar])
    weights[np.isin(in_year, _CLOSED)] = 0.0
    return Seasons(start, weights / weights.mean())
