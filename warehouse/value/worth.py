"""The margin that clients will bring: expected visits, discounted, times the check to expect."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from warehouse.value import checks, forecasts
from warehouse.value.checks import CheckFit
from warehouse.value.forecasts import SMALLEST_CHANCE
from warehouse.value.histories import Floats, Histories, Integers
from warehouse.value.purchases import Fit

WEEKS_A_MONTH = 52 / 12
_STEP = 0.01
# A chance this near to 0 or 1 is certain.
_CERTAIN = 1e-9


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
class Model:
    """How often clients come, and what they pay."""

    purchases: Fit
    checks: CheckFit


@dataclass(frozen=True)
class Clients:
    """One row per client: its cell, its visits so far and the mean of their checks."""

    cell: Integers
    visits: Integers
    mean_check: Floats


@dataclass(frozen=True)
class Worth:
    """Per client, over the horizon: discounted margin, and two kinds of doubt about it.

    `individual_error` is the standard deviation of what the client will do, which is open even
    where the model is certain. `parameter_parts` say how the value errs because parameters are
    estimates: of any group, the error is the root of the sum of squares of the summed columns, as
    clients err together. `p_comes` is the chance of one visit or more.
    """

    visits: Floats
    value: Floats
    undiscounted: Floats
    check: Floats
    p_comes: Floats
    individual_error: Floats
    parameter_parts: Floats

    @property
    def parameter_error(self) -> Floats:
        """Give the standard deviation of each value because parameters are estimates."""
        error: Floats = np.sqrt((self.parameter_parts**2).sum(axis=1))
        return error

    def total_error(self, clients: Integers) -> tuple[float, float]:
        """Give the error of the sum over some clients: of individuals, and of parameters."""
        individual = np.sqrt((self.individual_error[clients] ** 2).sum())
        parameter = np.linalg.norm(self.parameter_parts[clients].sum(axis=0))
        return float(individual), float(parameter)

    def quantile(self, probability: float, model_error: float = 0.0) -> Floats:
        """Give what each client's margin stays below with a probability.

        Some do not come at all; the margin of those who come is taken as gamma (by Wilson and
        Hilferty). `model_error` is the relative error of the model itself.
        """
        comes = np.clip(self.p_comes, _CERTAIN, 1.0)
        variance = (
            self.individual_error**2
            + (self.parameter_parts**2).sum(axis=1)
            + (model_error * self.value) ** 2
        )
        mean = np.maximum(self.value / comes, _CERTAIN)
        square = (variance + self.value**2) / comes - mean**2
        ninth = np.maximum(square, _CERTAIN) / mean**2 / 9
        rest = (probability - (1 - comes)) / comes
        cube = 1 - ninth + ndtri(np.clip(rest, _CERTAIN, 1 - _CERTAIN)) * np.sqrt(ninth)
        quantile: Floats = np.where(rest > 0, mean * np.maximum(cube, 0.0) ** 3, 0.0)
        return quantile


def discounted_visits(
    histories: Histories,
    fit: Fit,
    horizon: Horizon,
    smallest: float = SMALLEST_CHANCE,
) -> Floats:
    """Give the visits to expect of each cell, each month's discounted from its end."""
    now = forecasts.standing(histories, fit.parameters)
    # Sum by parts: what is expected up to a month counts for what that month is worth more than
    # the next.
    worth_less = (1 + horizon.monthly_rate) ** -np.arange(1.0, horizon.months + 1)
    weights = worth_less - np.append(worth_less[1:], 0.0)
    total = np.zeros(len(histories.repeats))
    for month, weight in enumerate(weights, start=1):
        weeks = month * WEEKS_A_MONTH
        if weight:
            total += weight * forecasts.expected_visits(
                histories, fit.parameters, now, weeks, smallest
            )
    return total


def visit_parts(histories: Histories, fit: Fit, weeks: float) -> Floats:
    """Say how the expected visits of each cell err because parameters are estimates.

    By the delta method, in shape (cells, 4): the columns are independent of one another.
    """
    logs = np.log(fit.parameters.vector)
    slopes = np.column_stack([
        (_moved(histories, fit, logs + shift, weeks) - _moved(histories, fit, logs - shift, weeks))
        / (2 * _STEP)
        for shift in np.eye(4) * _STEP
    ])  # fmt: skip
    parts: Floats = slopes @ _root(fit.log_covariance)
    return parts


def _moved(histories: Histories, fit: Fit, logs: Floats, weeks: float) -> Floats:
    parameters = fit.parameters.replaced(np.exp(logs))
    now = forecasts.standing(histories, parameters)
    return forecasts.expected_visits(histories, parameters, now, weeks)


def _root(covariance: Floats) -> Floats:
    """Give a matrix whose product with its transpose is the covariance."""
    values, vectors = np.linalg.eigh(covariance)
    root: Floats = vectors * np.sqrt(np.maximum(values, 0.0))
    return root


def worth(
    clients: Clients, histories: Histories, model: Model, margin: float, horizon: Horizon
) -> Worth:
    """Put a value on every client; `margin` is the share of revenue that is left."""
    fit, spending = model.purchases, model.checks.parameters
    now = forecasts.standing(histories, fit.parameters)
    visits, variance = forecasts.moments(histories, fit.parameters, now, horizon.weeks)
    discounted = discounted_visits(histories, fit, horizon)
    later = np.divide(discounted, visits, out=np.ones_like(visits), where=visits > 0)
    of_visits = visit_parts(histories, fit, horizon.weeks) * later[:, None]
    p_comes = next(forecasts.at_least(histories, fit.parameters, now, horizon.weeks))

    check = checks.expected_check(spending, clients.visits, clients.mean_check)
    within, of_mean = checks.check_variances(spending, clients.visits, clients.mean_check)
    of_checks = checks.slopes(spending, clients.visits, clients.mean_check) @ _root(
        model.checks.log_covariance
    )
    mean, spread = visits[clients.cell], variance[clients.cell]
    factor = margin * later[clients.cell]
    own = mean * within + spread * (check**2 + of_mean) + mean**2 * of_mean
    value = factor * mean
    return Worth(
        visits=mean,
        value=value * check,
        undiscounted=margin * mean * check,
        check=check,
        p_comes=p_comes[clients.cell],
        individual_error=factor * np.sqrt(own),
        parameter_parts=np.hstack(
            [of_visits[clients.cell] * (margin * check)[:, None], of_checks * value[:, None]]
        ),
    )
