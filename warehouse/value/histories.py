"""Purchase histories, condensed: clients who cannot be told apart are counted, not repeated."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Beyond so many clients whole weeks are near enough (parameters move by a third of a per cent) and
# make the fit of a million clients a matter of seconds.
WEEKS_FROM = 50_000


@dataclass(frozen=True)
class Pairs:
    """The different (repeats, age) among cells, and which one each cell has."""

    repeats: Integers
    ages: Floats
    of_cell: Integers


@dataclass(frozen=True)
class Histories:
    """Cells of clients alike.

    `repeats` x: visit days after the first; `recency` t_x: weeks from the first to the last visit;
    `age` T: weeks from the first visit to the day looked from; `clients`: how many are alike.
    `log_gaps` is the sum of ln(gap in weeks) over all gaps of all clients: the likelihood needs
    only this total, so that condensing loses nothing for any regularity k.
    """

    repeats: Integers
    recency: Floats
    age: Floats
    clients: Floats
    log_gaps: float

    @property
    def total_clients(self) -> float:
        """Count the clients."""
        return float(self.clients.sum())

    @property
    def total_repeats(self) -> float:
        """Count the visits after first ones."""
        return float((self.clients * self.repeats).sum())

    @cached_property
    def pairs(self) -> Pairs:
        """Tell cells apart by what a forecast of one who stays depends on."""
        ages, of_age = np.unique(self.age, return_inverse=True)
        codes, of_cell = np.unique(self.repeats * len(ages) + of_age, return_inverse=True)
        return Pairs(codes // len(ages), ages[codes % len(ages)], of_cell)


@dataclass(frozen=True)
class Condensed:
    """Histories and, per client in the order given, the cell it belongs to."""

    histories: Histories
    cell: Integers


def condense(
    repeats: Integers, recency_days: Integers, age_days: Integers, log_gaps: float
) -> Condensed:
    """Condense one row per client; days are whole, `log_gaps` is their total in weeks."""
    if len(repeats) >= WEEKS_FROM:
        unit = 7
        recency_units = np.rint(recency_days / unit).astype(np.int64)
        age_units = np.maximum(np.rint(age_days / unit).astype(np.int64), recency_units)
    else:
        unit = 1
        recency_units, age_units = recency_days.astype(np.int64), age_days.astype(np.int64)
    widths = (int(recency_units.max(initial=0)) + 1, int(age_units.max(initial=0)) + 1)
    code = (repeats.astype(np.int64) * widths[0] + recency_units) * widths[1] + age_units
    cells, cell, clients = np.unique(code, return_inverse=True, return_counts=True)
    weeks = unit / 7
    histories = Histories(
        repeats=cells // (widths[0] * widths[1]),
        recency=(cells // widths[1] % widths[0]) * weeks,
        age=(cells % widths[1]) * weeks,
        clients=clients.astype(np.float64),
        log_gaps=log_gaps,
    )
    return Condensed(histories, cell)
