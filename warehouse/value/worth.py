"""The margin that clients will bring: expected visits, discounted, times the check to expect."""

from dataclasses import dataclass

import numpy as np

from warehouse.value import checks, forecasts
from warehouse.value.checks import CheckParameters
from warehouse.value.forecasts import SMALLEST_CHANCE
from warehouse.value.histories import Floats, Histories, Integers
from warehouse.value.purchases import Fit, Parameters

WEEKS_A_MONTH = 52 / 12
# Normal quantiles: eight and nineteen of twenty outcomes lie between minus and plus these.
Z_80, Z_95 = 1.281552, 1.959964
_STEP = 0.01


@dataclass(frozen=True)
class Horizon:
    """How far ahead is looked, and the share by which money is worth less a year later."""

    months: int = 12
    yearly_rate: float = 0.0

    @property
    def weeks(self) -> float:
        """Give the horizon in weeks, 52 to 12 months."""
        return self.months * WEEKS_A_MONTH

    @property
    def monthly_rate(self) -> float:
        """Give the rate by the month."""
        return float((1 + self.yearly_rate) ** (1 / 12) - 1)


@dataclass(frozen=True)
class Worth:
    """Per client: discounted margin over the horizon, and the variance of what will really come.

    The variance is that of the individual: what the client will do is open even where the model
    is certain. `model_error` is the relative standard deviation of any total because the parameters
    are estimates; it does not shrink when clients are added up.
    """

    value: Floats
    variance: Floats
    model_error: float

    def band(self, clients: Integers, z: float) -> tuple[float, float]:
        """Give the band of the sum over some clients, both uncertainties together."""
        total, own = float(self.value[clients].sum()), float(self.variance[clients].sum())
        reach = z * float(np.hypot(np.sqrt(own), self.model_error * total))
        return max(total - reach, 0.0), total + reach


def discounted_visits(
    histories: Histories,
    parameters: Parameters,
    horizon: Horizon,
    smallest: float = SMALLEST_CHANCE,
) -> Floats:
    """Give the visits to expect of each cell, each month's discounted from its end."""
    now = forecasts.standing(histories, parameters)
    before, total = (np.zeros(len(histories.repeats)) for _ in range(2))
    for month in range(1, horizon.months + 1):
        weeks = month * WEEKS_A_MONTH
        so_far = forecasts.expected_visits(histories, parameters, now, weeks, smallest)
        total += (so_far - before) / (1 + horizon.monthly_rate) ** month
        before = so_far
    return total


def total_error(histories: Histories, fit: Fit, weeks: float) -> float:
    """Give the relative standard deviation of the expected total because parameters are estimates.

    By the delta method: how the total moves with each parameter, and how unsure those are.
    """
    logs = np.log(fit.parameters.vector)
    slopes = np.array([
        (_log_total(histories, fit.parameters, logs + shift, weeks)
         - _log_total(histories, fit.parameters, logs - shift, weeks)) / (2 * _STEP)
        for shift in np.eye(4) * _STEP
    ])  # fmt: skip
    variance = float(slopes @ fit.log_covariance @ slopes)
    return float(np.sqrt(max(variance, 0.0)))


def _log_total(histories: Histories, parameters: Parameters, logs: Floats, weeks: float) -> float:
    moved = parameters.replaced(np.exp(logs))
    now = forecasts.standing(histories, moved)
    visits = forecasts.expected_visits(histories, moved, now, weeks)
    total = float(histories.clients @ visits)
    return float(np.log(max(total, 1e-12)))


@dataclass(frozen=True)
class Model:
    """How often clients come, and what they pay."""

    purchases: Fit
    checks: CheckParameters


@dataclass(frozen=True)
class Clients:
    """One row per client: its cell, its visits so far and the mean of their checks."""

    cell: Integers
    visits: Integers
    mean_check: Floats


def worth(
    clients: Clients, histories: Histories, model: Model, margin: float, horizon: Horizon
) -> Worth:
    """Put a value on every client; `margin` is the share of revenue that is left."""
    fit, spending = model.purchases, model.checks
    now = forecasts.standing(histories, fit.parameters)
    visits, variance = forecasts.moments(histories, fit.parameters, now, horizon.weeks)
    discounted = discounted_visits(histories, fit.parameters, horizon)
    check = checks.expected_check(spending, clients.visits, clients.mean_check)
    within, of_mean = checks.check_variances(spending, clients.visits, clients.mean_check)
    mean, spread = visits[clients.cell], variance[clients.cell]
    share = np.divide(discounted, visits, out=np.ones_like(visits), where=visits > 0)[clients.cell]
    factor = margin * share
    own = factor**2 * (mean * within + spread * (check**2 + of_mean) + mean**2 * of_mean)
    return Worth(factor * mean * check, own, total_error(histories, fit, horizon.weeks))
