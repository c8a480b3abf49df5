"""What was known of all clients on one day, the model learnt from it, and how its forecast went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from warehouse.value import checks, forecasts, purchases, worth
from warehouse.value.checks import CheckFit, CheckParameters
from warehouse.value.histories import Floats, Histories, Integers, condense
from warehouse.value.purchases import Fit, Parameters
from warehouse.value.worth import Clients, Model


@dataclass(frozen=True)
class Look:
    """One row per client who had come by the day: days with a visit, and the history in days.

    `log_gaps` is the sum of ln(weeks between visits) of all clients, `mean_check` what each paid on
    a day with a visit.
    """

    visits: Integers
    recency_days: Integers
    age_days: Integers
    mean_check: Floats
    log_gaps: float

    def condensed(self) -> tuple[Histories, Clients]:
        """Count clients who are alike, and say which cell each belongs to."""
        cells = condense(self.visits - 1, self.recency_days, self.age_days, self.log_gaps)
        return cells.histories, Clients(cells.cell, self.visits, self.mean_check)


def learn(look: Look) -> Model:
    """Fit how often clients come and what they pay; `NotFittedError` without anything to learn."""
    histories, clients = look.condensed()
    return Model(purchases.fit(histories), checks.fit(clients.visits, clients.mean_check))


def restored(row: Mapping[str, Any]) -> Model:
    """Give the model again whose parameters were kept, under the names of `int_value_fits`."""
    parameters = Parameters(row["r"], row["alpha"], row["a"], row["b"], row["k"])
    spending = CheckParameters(row["check_p"], row["check_q"], row["check_v"])
    return Model(
        Fit(parameters, row["log_likelihood"], np.reshape(row["log_covariance"], (4, 4))),
        CheckFit(
            spending, row["check_log_likelihood"], np.reshape(row["check_log_covariance"], (3, 3))
        ),
    )


@dataclass(frozen=True)
class Forecast:
    """What was expected of the weeks after a look; the two errors are of the total of visits."""

    visits: Floats
    revenue: float
    individual_error: float
    parameter_error: float


def forecast(look: Look, model: Model, weeks: float) -> Forecast:
    """Expect the visits of each client, and the revenue of all, in the weeks after the look."""
    histories, clients = look.condensed()
    now = forecasts.standing(histories, model.purchases.parameters)
    mean, variance = forecasts.moments(histories, model.purchases.parameters, now, weeks)
    parts = histories.clients @ worth.visit_parts(histories, model.purchases, weeks)
    visits = mean[clients.cell]
    check = checks.expected_check(model.checks.parameters, clients.visits, clients.mean_check)
    return Forecast(
        visits=visits,
        revenue=float(visits @ check),
        individual_error=float(np.sqrt(histories.clients @ variance)),
        parameter_error=float(np.linalg.norm(parts)),
    )


def model_error(outcomes: Iterable[tuple[float, float, float]]) -> float:
    """Give the relative error of totals because no model is true.

    Of each past forecast: by which share it was off, and the shares that individuals and parameters
    explain. What is left of the mean square is the model's.
    """
    left = [off**2 - individual**2 - parameter**2 for off, individual, parameter in outcomes]
    return max(sum(left) / len(left), 0.0) ** 0.5 if left else 0.0
