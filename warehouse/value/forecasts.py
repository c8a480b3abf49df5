"""What a fitted purchase model says of each cell: who still comes, and how often they will.

The chance of at least n more visits is a sum of incomplete beta functions; what depends only on the
number of visits and the age is computed once for all cells that share them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from warehouse.value.histories import Floats, Histories, Pairs
from warehouse.value.purchases import Parameters

SMALLEST_CHANCE = 1e-6
_MOST_VISITS = 5000


@dataclass(frozen=True)
class Standing:
    """Per cell: the chance of still being a client, and in which Erlang stage the wait stands.

    `stages` has shape (cells, k); its rows add up to one.
    """

    p_alive: Floats
    stages: Floats


def standing(histories: Histories, parameters: Parameters) -> Standing:
    """Weigh for each cell a client who waits against one who has left."""
    r, alpha, a, b = parameters.vector
    k, delta = parameters.k, int(parameters.can_leave_at_once)
    x = histories.repeats
    shape, end = r + k * x, alpha + histories.age
    z = (histories.age - histories.recency) / end
    stages = np.ones((len(x), k))
    for stage in range(1, k):
        stages[:, stage] = stages[:, stage - 1] * z * (shape + stage - 1) / stage
    stayed = stages.sum(axis=1)
    can_have_left = (x > 0) | parameters.can_leave_at_once
    with np.errstate(over="ignore"):
        odds_gone = np.where(
            can_have_left,
            np.exp(
                np.log(a)
                - np.log(np.maximum(b + x - 1 + delta, 1e-300))
                + shape * np.log(end / (alpha + histories.recency))
                - np.log(stayed)
            ),
            0.0,
        )
    return Standing(1 / (1 + odds_gone), stages / stayed[:, None])


def at_least(
    histories: Histories,
    parameters: Parameters,
    now: Standing,
    weeks: float,
    smallest: float = SMALLEST_CHANCE,
) -> Iterator[Floats]:
    """Give P(at least n more visits within `weeks`) of each cell, for n = 1, 2, ….

    Ends where no cell's chance is `smallest` any more.
    """
    pairs = histories.pairs
    for chances in _waiting(pairs, parameters, weeks, smallest):
        yield now.p_alive * np.einsum("ij,ij->i", now.stages, chances[pairs.of_cell])


def expected_visits(
    histories: Histories,
    parameters: Parameters,
    now: Standing,
    weeks: float,
    smallest: float = SMALLEST_CHANCE,
) -> Floats:
    """Give the visits to expect of a client of each cell within `weeks`."""
    return moments(histories, parameters, now, weeks, smallest)[0]


def moments(
    histories: Histories,
    parameters: Parameters,
    now: Standing,
    weeks: float,
    smallest: float = SMALLEST_CHANCE,
) -> tuple[Floats, Floats]:
    """Give mean and variance of a client's visits within `weeks`, per cell."""
    pairs = histories.pairs
    shape = (len(pairs.ages), parameters.k)
    first, second = np.zeros(shape), np.zeros(shape)
    for n, chances in enumerate(_waiting(pairs, parameters, weeks, smallest), start=1):
        first += chances
        second += (2 * n - 1) * chances
    mean, square = (
        now.p_alive * np.einsum("ij,ij->i", now.stages, sums[pairs.of_cell])
        for sums in (first, second)
    )
    return mean, np.maximum(square - mean**2, 0.0)


class _Renewals:
    """The chance of n visits or more of one who stays, from each stage, for n = 1, 2, ….

    With k stages a visit and a rate that is gamma, the stages passed are negative binomial. Its
    upper tail is stepped on from n to n + 1 and from stage to stage, one term each.
    """

    def __init__(self, pairs: Pairs, parameters: Parameters, weeks: float) -> None:
        repeats, self._of_repeats = np.unique(pairs.repeats, return_inverse=True)
        self._shapes = parameters.r + parameters.k * repeats
        end = parameters.alpha + pairs.ages + weeks
        self._log_passed = np.log(weeks / end)
        self._log_left = np.log((end - weeks) / end)
        self._none = np.ones(len(end))
        self._k, self._stages_passed = parameters.k, 0

    def next(self) -> Floats:
        """Give the chances of one visit more than the last time, in shape (pairs, k)."""
        for _ in range(self._k):
            self._none -= self._term(self._stages_passed, 0)
            self._stages_passed += 1
        chances = np.empty((len(self._none), self._k))
        chances[:, 0] = np.maximum(self._none, 0.0)
        for stage in range(1, self._k):
            step = self._term(self._stages_passed - stage, stage)
            chances[:, stage] = chances[:, stage - 1] + step
        return chances

    def keep(self, open_: NDArray[np.bool_]) -> None:
        """Go on with some of the pairs."""
        self._of_repeats, self._none = self._of_repeats[open_], self._none[open_]
        self._log_passed, self._log_left = self._log_passed[open_], self._log_left[open_]

    def _term(self, passed: int, ahead: int) -> Floats:
        """Give the chance that so many stages pass, of one who stands so many stages ahead."""
        fewer = max(ahead - 1, 0)
        shapes = self._shapes + ahead
        tables = gammaln(passed + shapes) - gammaln(passed + 1) - gammaln(shapes)
        powers = self._shapes + fewer
        term: Floats = np.exp(
            tables[self._of_repeats]
            + passed * self._log_passed
            + powers[self._of_repeats] * self._log_left
        )
        return term


def _waiting(
    pairs: Pairs, parameters: Parameters, weeks: float, smallest: float
) -> Iterator[Floats]:
    """Give, for n = 1, 2, …, the chance of n visits or more of one who waits in each stage."""
    if weeks <= 0:
        return
    a, delta = parameters.a, int(parameters.can_leave_at_once)
    before = parameters.b + pairs.repeats + delta
    still = np.ones(len(pairs.ages))
    open_ = np.arange(len(still))
    renewals = _Renewals(pairs, parameters, weeks)
    for n in range(1, _MOST_VISITS + 1):
        # The n-th visit is made if none of the n - 1 before it was the last.
        own = still[:, None] * renewals.next()
        chances = np.zeros((len(pairs.ages), parameters.k))
        chances[open_] = own
        yield chances
        go_on = own[:, -1] >= smallest
        if not go_on.any():
            return
        still *= (before + n - 1) / (a + before + n - 1)
        if not go_on.all():
            renewals.keep(go_on)
            open_, still, before = open_[go_on], still[go_on], before[go_on]


def expected_of_new(
    parameters: Parameters, weeks: float, smallest: float = SMALLEST_CHANCE
) -> float:
    """Give the visits after the first that a new client brings within `weeks`."""
    newcomer = Histories(
        np.zeros(1, dtype=np.int64), np.zeros(1), np.zeros(1), np.ones(1), log_gaps=0.0
    )
    p_stays = 1.0
    if parameters.can_leave_at_once:
        p_stays = parameters.b / (parameters.a + parameters.b)
    just_came = Standing(np.full(1, p_stays), np.eye(1, parameters.k))
    return float(expected_visits(newcomer, parameters, just_came, weeks, smallest)[0])
