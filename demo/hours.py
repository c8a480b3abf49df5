"""The hours of a day in the salon, in minutes after midnight."""

from typing import Final

import numpy as np
import polars as pl

from demo.chance import Floats, Ints

QUARTER: Final = 15
CLOSING: Final = 20 * 60 + 30
_OPENING, _LAST_START = 9 * 60, 18 * 60


def start_minutes(rng: np.random.Generator, size: int) -> Ints:
    """Draw quarters of an hour at which somebody begins, most of them after noon."""
    quarters = (_LAST_START - _OPENING) // QUARTER
    drawn: Floats = rng.beta(1.6, 1.4, size) * quarters
    return _OPENING + QUARTER * drawn.astype(np.int64)


def starts_in_time(rng: np.random.Generator, size: int) -> pl.Expr:
    """Draw starts early enough for visits of some `minutes` to end before the lights go out."""
    latest = (CLOSING - pl.col("minutes")) // QUARTER * QUARTER
    return pl.min_horizontal(pl.Series(start_minutes(rng, size)), latest)
