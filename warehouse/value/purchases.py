"""How often clients will come: the MBG/CNBD-k model, fitted by maximum likelihood.

Gaps between visits are Erlang-k with a rate that differs between clients (gamma); after each visit,
the first included, a client stays away for good with a chance that differs too (beta). k = 1 is
MBG/NBD; without a chance to leave after the first visit it is BG/NBD, kept for comparison.
Sources: Reutterer, Platzer and Schroeder 2021 (IJRM 38); Batislam et al. 2007; Fader, Hardie and
Lee 2005.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, psi
from threadpoolctl import threadpool_limits

from warehouse.value.histories import Floats, Histories

REGULARITIES = range(1, 13)
_START = (1.0, 3.0, 1.0, 3.0)
# Parameters outside say no more than "very large" or "next to nothing".
_LOG_BOUNDS = (-7.0, 9.0)
_USUAL_WEEKS = 40.0
_STEP = 1e-4


class NotFittedError(Exception):
    """No parameters were found that explain the histories."""


@dataclass(frozen=True)
class Parameters:
    """Rate of visits Gamma(r, alpha weeks), chance to leave Beta(a, b), regularity k."""

    r: float
    alpha: float
    a: float
    b: float
    k: int = 1
    can_leave_at_once: bool = True

    @property
    def vector(self) -> Floats:
        """Give r, alpha, a and b."""
        return np.array([self.r, self.alpha, self.a, self.b])

    def replaced(self, vector: Floats) -> "Parameters":
        """Give the same model with other values of r, alpha, a and b."""
        r, alpha, a, b = (float(value) for value in vector)
        return Parameters(r, alpha, a, b, self.k, self.can_leave_at_once)


@dataclass(frozen=True)
class Fit:
    """The parameters found, their log-likelihood and their covariance on the log scale."""

    parameters: Parameters
    log_likelihood: float
    log_covariance: Floats


def fit(histories: Histories, k: int | None = None, can_leave_at_once: bool = True) -> Fit:
    """Find the likeliest parameters, over all regularities 1 to 12 where `k` is not given.

    Raises `NotFittedError` where there is nothing to learn from.
    """
    if histories.total_repeats == 0:
        raise NotFittedError("Nobody came a second time.")
    # Threads of the linear algebra only wait for one another on vectors this short.
    with threadpool_limits(1):
        if k is not None:
            return _Search(histories, k, can_leave_at_once).fit()
        best = _Search(histories, REGULARITIES[0], can_leave_at_once)
        for regularity in REGULARITIES[1:]:
            # The parameters of one regularity are near those of the next.
            found = _Search(histories, regularity, can_leave_at_once, best.logs)
            if found.log_likelihood <= best.log_likelihood:
                break  # the likelihood has one top over k
            best = found
        return best.fit()


def log_likelihood(histories: Histories, parameters: Parameters) -> float:
    """Give the log-likelihood of all histories."""
    return _Likelihood(histories, parameters.k, parameters.can_leave_at_once).of(parameters.vector)


class _Search:
    """The likeliest parameters of one regularity, in time scaled to the usual length."""

    def __init__(
        self, histories: Histories, k: int, can_leave_at_once: bool, start: Floats | None = None
    ) -> None:
        self._scale = (
            float(np.average(histories.age, weights=histories.clients)) / _USUAL_WEEKS or 1.0
        )
        rescaling = histories.total_repeats * log(self._scale)
        scaled = Histories(
            histories.repeats,
            histories.recency / self._scale,
            histories.age / self._scale,
            histories.clients,
            histories.log_gaps - rescaling,
        )
        self._likelihood = _Likelihood(scaled, k, can_leave_at_once)
        size = histories.total_clients
        found = minimize(
            lambda logs: tuple(-part / size for part in self._likelihood.with_gradient(logs)),
            np.log(_START) if start is None else start,
            jac=True,
            method="L-BFGS-B",
            bounds=[_LOG_BOUNDS] * 4,
            options={"ftol": 1e-12, "gtol": 1e-8, "maxiter": 500},
        )
        if not np.isfinite(found.fun):
            raise NotFittedError("The histories fit no parameters.")
        self.logs: Floats = found.x
        self.log_likelihood = float(-found.fun * size - rescaling)
        self._k, self._can_leave_at_once = k, can_leave_at_once

    def fit(self) -> Fit:
        """Give the parameters in weeks, and how unsure they are."""
        r, alpha, a, b = (float(value) for value in np.exp(self.logs))
        parameters = Parameters(r, alpha * self._scale, a, b, self._k, self._can_leave_at_once)
        spread = covariance(lambda logs: self._likelihood.with_gradient(logs)[1], self.logs)
        return Fit(parameters, self.log_likelihood, spread)


def covariance(gradient: Callable[[Floats], Floats], top: Floats) -> Floats:
    """Invert the curvature of a log-likelihood at its top, from differences of the gradient."""
    shifts = np.eye(len(top)) * _STEP
    curvature = np.array([gradient(top + shift) - gradient(top - shift) for shift in shifts]) / (
        2 * _STEP
    )
    curvature = -(curvature + curvature.T) / 2
    values, vectors = np.linalg.eigh(curvature)
    # A flat direction has no curvature to divide by: it is as uncertain as one log unit.
    inverse: Floats = (vectors / np.maximum(values, 1.0)) @ vectors.T
    return inverse


class _Likelihood:
    """The likelihood of one set of histories; what does not change with parameters is kept."""

    def __init__(self, histories: Histories, k: int, can_leave_at_once: bool) -> None:
        self.k, self.delta = k, int(can_leave_at_once)
        self.repeats, self.of_repeats = np.unique(histories.repeats, return_inverse=True)
        self.ages, self.of_age = np.unique(histories.age, return_inverse=True)
        self.recencies, self.of_recency = np.unique(histories.recency, return_inverse=True)
        self.weights = histories.clients
        self.weights_of_repeats = np.bincount(self.of_repeats, self.weights)
        self.left = histories.age - histories.recency
        self.may_have_left = (histories.repeats > 0) | can_leave_at_once
        self.constant = (k - 1) * histories.log_gaps - histories.total_repeats * lgamma(k)

    def of(self, vector: Floats) -> float:
        return self.with_gradient(np.log(vector))[0]

    def with_gradient(self, logs: Floats) -> tuple[float, Floats]:
        """Give the log-likelihood and its gradient by the logarithms of r, alpha, a and b."""
        r, alpha, a, b = np.exp(logs)
        x = self.repeats
        m, c = r + self.k * x, b + x + self.delta
        by_x = gammaln(m) - gammaln(r) + r * np.log(alpha) + betaln(a, c) - betaln(a, b)
        log_end, log_last = np.log(alpha + self.ages), np.log(alpha + self.recencies)
        end = (alpha + self.ages)[self.of_age]
        last = (alpha + self.recencies)[self.of_recency]
        ahead = log_end[self.of_age] - log_last[self.of_recency]
        shape = m[self.of_repeats]
        stayed, stayed_by_shape, stayed_by_alpha = self._stayed(shape, end)
        with np.errstate(divide="ignore"):
            log_gone = np.where(
                self.may_have_left,
                (np.log(a) - np.log(np.maximum(c - 1, 1e-300)))[self.of_repeats] + shape * ahead,
                -np.inf,
            )
        log_both = np.logaddexp(log_gone, np.log(stayed))
        gone = np.exp(log_gone - log_both)
        inverse = np.exp(-log_both)
        w = self.weights
        value = (
            self.constant
            + float(self.weights_of_repeats @ by_x)
            + float(w @ (log_both - shape * log_end[self.of_age]))
        )
        by_c = self.weights_of_repeats
        gone_of_x = np.bincount(self.of_repeats, w * gone, minlength=len(x))
        sum_ab = psi(a + b)
        gradient = np.array(
            [
                by_c @ (psi(m) - psi(r) + np.log(alpha))
                + w @ (gone * ahead + stayed_by_shape * inverse - log_end[self.of_age]),
                by_c.sum() * r / alpha
                + w
                @ (gone * shape * (1 / end - 1 / last) + stayed_by_alpha * inverse - shape / end),
                by_c @ (sum_ab - psi(a + c)) + gone_of_x.sum() / a,
                by_c @ (psi(c) - psi(a + c) - psi(b) + sum_ab)
                - gone_of_x @ (1 / np.maximum(c - 1, 1e-300)),
            ]
        )
        return value, gradient * np.exp(logs)

    def _stayed(self, shape: Floats, end: Floats) -> tuple[Floats, Floats, Floats]:
        """Sum over the Erlang stages passed since the last visit; with derivatives."""
        z = self.left / end
        term = np.ones_like(z)
        total, harmonic = np.ones_like(z), np.zeros_like(z)
        by_shape, by_stage = np.zeros_like(z), np.zeros_like(z)
        for stage in range(1, self.k):
            harmonic += 1 / (shape + stage - 1)
            term = term * z * (shape + stage - 1) / stage
            total += term
            by_shape += term * harmonic
            by_stage += stage * term
        return total, by_shape, -by_stage / end
