"""What clients will pay at a visit: the Gamma-Gamma model of the check, by maximum likelihood.

A client's checks scatter around a mean of the client's own; the means differ between clients. Who
came once is drawn towards all clients, who came often stands for themself. It holds as far as the
check does not depend on how often somebody comes: see `dependence`.
Source: Fader and Hardie 2013 (note 025).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, psi
from threadpoolctl import threadpool_limits

from warehouse.value.histories import Floats, Integers
from warehouse.value.purchases import NotFittedError, covariance

_START = (6.0, 4.0)
# With q at 1 the mean check of all clients would be endless.
_LOG_BOUNDS = ((-5.0, 9.0), (float(np.log(1.01)), 9.0), (-9.0, 25.0))


@dataclass(frozen=True)
class CheckParameters:
    """Gamma(p) checks around means that are spread by q and v (v in the salon's currency)."""

    p: float
    q: float
    v: float

    @property
    def mean(self) -> float:
        """The mean check of all clients."""
        return self.p * self.v / (self.q - 1)


@dataclass(frozen=True)
class CheckFit:
    """The parameters found, their log-likelihood and their covariance on the log scale."""

    parameters: CheckParameters
    log_likelihood: float
    log_covariance: Floats


def fit(visits: Integers, mean_check: Floats) -> CheckFit:
    """Find the likeliest parameters; clients who never paid are left out.

    `visits` counts the visits that `mean_check` is the mean of, per client. Raises
    `NotFittedError` where nobody paid.
    """
    pays = (visits > 0) & (mean_check > 0)
    if not pays.any():
        raise NotFittedError("Nobody paid for a visit.")
    counts, of_count = np.unique(visits[pays], return_inverse=True)
    checks = mean_check[pays]
    scale = float(checks.mean())
    n, z = counts[of_count].astype(np.float64), checks / scale
    known = counts.astype(np.float64), of_count, n * z, np.log(z)
    with threadpool_limits(1):
        found = minimize(
            _loss,
            np.log((*_START, _START[1] - 1)),
            args=known,
            jac=True,
            method="L-BFGS-B",
            bounds=_LOG_BOUNDS,
            options={"ftol": 1e-13, "gtol": 1e-9, "maxiter": 500},
        )
    p, q, v = (float(value) for value in np.exp(found.x))
    likelihood = -found.fun * len(z) - len(z) * np.log(scale)
    spread = covariance(lambda logs: -_loss(logs, *known)[1] * len(z), found.x)
    return CheckFit(CheckParameters(p, q, v * scale), float(likelihood), spread)


def _loss(
    logs: Floats, counts: Floats, of_count: Integers, paid: Floats, log_z: Floats
) -> tuple[float, Floats]:
    """Give minus the mean log-likelihood and its gradient by ln p, ln q and ln v."""
    p, q, v = np.exp(logs)
    size = len(paid)
    weights = np.bincount(of_count).astype(np.float64)
    shape = p * counts
    log_sum = np.log(v + paid)
    sums_of_log, sums_of_z = (
        np.bincount(of_count, values, minlength=len(counts)) for values in (log_sum, log_z)
    )
    ratio = float((1 / (v + paid)) @ (shape + q)[of_count])
    by_count = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(v)
    by_count += shape * np.log(counts)
    value = weights @ by_count + (shape - 1) @ sums_of_z - (shape + q) @ sums_of_log
    digamma = psi(shape + q)
    gradient = np.array(
        [
            weights @ (counts * (digamma - psi(shape) + np.log(counts)))
            + counts @ (sums_of_z - sums_of_log),
            weights @ (digamma - psi(q) + np.log(v)) - sums_of_log.sum(),
            weights.sum() * q / v - ratio,
        ]
    )
    return -value / size, -gradient * np.exp(logs) / size


def expected_check(parameters: CheckParameters, visits: Integers, mean_check: Floats) -> Floats:
    """Give the mean check to expect of each client at later visits."""
    p, q, v = parameters.p, parameters.q, parameters.v
    check: Floats = p * (v + visits * np.maximum(mean_check, 0.0)) / (p * visits + q - 1)
    return check


def slopes(parameters: CheckParameters, visits: Integers, mean_check: Floats) -> Floats:
    """Give how each expected check moves with ln p, ln q and ln v, in shape (clients, 3)."""
    p, q, v = parameters.p, parameters.q, parameters.v
    check = expected_check(parameters, visits, mean_check)
    weight = p * visits + q - 1
    moved: Floats = np.column_stack([check * (q - 1), -check * q, np.full(len(check), p * v)])
    return moved / weight[:, None]


def check_variances(
    parameters: CheckParameters, visits: Integers, mean_check: Floats
) -> tuple[Floats, Floats]:
    """Give, per client, the variance of one check around the client's mean, and of that mean."""
    p, q, v = parameters.p, parameters.q, parameters.v
    shape, scale = p * visits + q, v + visits * np.maximum(mean_check, 0.0)
    # The variance of the means is endless up to a shape of 2; such clients count as at 2.1.
    safe = np.maximum(shape, 2.1)
    square = scale**2 / ((safe - 1) * (safe - 2))
    return p * square, p**2 * square / (safe - 1)


def dependence(visits: Integers, mean_check: Floats) -> float:
    """Give the correlation of ln(mean check) and the number of visits; above 0.2 is a warning."""
    pays = (visits > 0) & (mean_check > 0)
    if pays.sum() < 3 or np.ptp(visits[pays]) == 0 or np.ptp(mean_check[pays]) == 0:  # noqa: PLR2004
        return 0.0
    return float(np.corrcoef(np.log(mean_check[pays]), visits[pays])[0, 1])
