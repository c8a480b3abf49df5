"""How much each part of a visit has to do with what clients think of it: shares of R².

LMG (Lindeman, Merenda and Gold 1980) averages what a factor adds to R² over all orders in which
factors can enter a regression; Johnson's weights (2000) come near it at the cost of one
decomposition. Both are nonnegative, add up to R², and bear factors that go together. None of this
says what causes what.
"""

from dataclasses import dataclass
from math import factorial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Floats = NDArray[np.float64]

RESAMPLES: Final = 500
# All subsets of more factors would be too many; Johnson's weights stand in for LMG then.
MOST_FACTORS: Final = 12
# Answers are drawn in at most so many lots, so that a hundred thousand cost no more than these.
_LOTS: Final = 1000
# What is left of a factor once others explain it this well is rounding.
_NOTHING: Final = 1e-9


@dataclass(frozen=True)
class Drivers:
    """Shares of R², one per factor, with the ends of their 95 % intervals."""

    r_squared: float
    importance: Floats
    low: Floats
    high: Floats
    johnson: Floats
    method: str


# Matrices this small are slower on several threads.
@threadpool_limits.wrap(limits=1)  # type: ignore[untyped-decorator]
def analyse(ratings: Floats, overall: Floats, seed: int) -> Drivers | None:
    """Explain `overall` by `ratings` (one row per answer); None where all say the same."""
    if len(overall) <= ratings.shape[1] + 1 or np.ptp(overall) == 0:
        return None
    moments = _moments(np.column_stack([ratings, overall]))
    everything = _correlations(moments.sum(axis=0)[None])
    few = ratings.shape[1] <= MOST_FACTORS
    weigh = lmg if few else johnson
    drawn = weigh(_correlations(_resampled(moments, seed)))
    shares = _normalised(drawn)
    low, high = np.nanpercentile(shares, [2.5, 97.5], axis=0)
    exact = weigh(everything)
    return Drivers(
        r_squared=float(exact.sum()),
        importance=_normalised(exact)[0],
        low=low,
        high=high,
        johnson=_normalised(johnson(everything))[0],
        method="lmg" if few else "johnson",
    )


def lmg(correlations: Floats) -> Floats:
    """Share out R² by LMG; one matrix per sample, the explained variable last."""
    factors = correlations.shape[-1] - 1
    r_squared = _r_squared_of_subsets(correlations)
    subsets = np.arange(2**factors)
    sizes = np.bitwise_count(subsets)
    orders = np.array([factorial(k) * factorial(factors - k - 1) for k in range(factors)])
    chances = orders / factorial(factors)
    added = []
    for factor in range(factors):
        without = subsets[subsets >> factor & 1 == 0]
        gain = r_squared[without | 1 << factor] - r_squared[without]
        added.append(chances[sizes[without]] @ gain)
    return np.stack(added, axis=-1)


def johnson(correlations: Floats) -> Floats:
    """Share out R² by the weights of uncorrelated variables that are nearest to the factors."""
    values, vectors = np.linalg.eigh(correlations[..., :-1, :-1])
    roots = np.sqrt(np.clip(values, 0, None))
    inverse = np.divide(1, roots, out=np.zeros_like(roots), where=roots > np.sqrt(_NOTHING))
    nearest = (vectors * roots[..., None, :]) @ vectors.swapaxes(-1, -2)
    unmixed = (vectors * inverse[..., None, :]) @ vectors.swapaxes(-1, -2)
    weights = unmixed @ correlations[..., :-1, -1:]
    return np.asarray(((nearest**2) @ (weights**2))[..., 0])


def _r_squared_of_subsets(correlations: Floats) -> Floats:
    """Give R² by subset and sample; bit `i` of the subset's number says that factor `i` is in.

    Factor by factor, every subset so far goes on without it and with it: what is left to explain
    by the others is the Schur complement of its row. A factor that others explain adds nothing.
    """
    left = correlations[None]
    for _ in range(correlations.shape[-1] - 1):
        pivot = left[..., 0, 0]
        scale = np.divide(1, pivot, out=np.zeros_like(pivot), where=pivot > _NOTHING)
        rest = left[..., 1:, 1:]
        explained = left[..., 1:, :1] * left[..., :1, 1:] * scale[..., None, None]
        left = np.concatenate([rest, rest - explained])
    return correlations[None, :, -1, -1] - left[..., 0, 0]


def _moments(columns: Floats) -> Floats:
    """Sum up ones, values and products by lot; centred first, as large means would swamp them."""
    centred = columns - columns.mean(axis=0)
    rows = np.column_stack([np.ones(len(centred)), centred])
    lots = np.array_split(rows, min(_LOTS, len(rows)))
    return np.stack([lot.T @ lot for lot in lots])


def _resampled(moments: Floats, seed: int) -> Floats:
    lots, size, _ = moments.shape
    drawn = np.random.default_rng(seed).integers(0, lots, (RESAMPLES, lots))
    places = drawn + lots * np.arange(RESAMPLES)[:, None]
    times = np.bincount(places.ravel(), minlength=RESAMPLES * lots).reshape(RESAMPLES, lots)
    return np.asarray((times @ moments.reshape(lots, -1)).reshape(RESAMPLES, size, size))


def _correlations(moments: Floats) -> Floats:
    """Turn sums into correlations; a variable that never changes goes with nothing."""
    count = moments[:, :1, :1]
    means = moments[:, 1:, :1] / count
    covariances = moments[:, 1:, 1:] / count - means * means.swapaxes(-1, -2)
    spread = np.sqrt(np.clip(np.diagonal(covariances, axis1=-2, axis2=-1), 0, None))
    scale = np.divide(1, spread, out=np.zeros_like(spread), where=spread > _NOTHING)
    return np.asarray(covariances * scale[:, :, None] * scale[:, None, :])


def _normalised(shares: Floats) -> Floats:
    total = shares.sum(axis=-1, keepdims=True)
    out = np.full_like(shares, np.nan)
    return np.asarray(np.divide(shares, total, out=out, where=total > _NOTHING))
