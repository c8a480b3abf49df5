"""Clients who come as the purchase model says, for timing fits: any number, from one seed."""

import numpy as np

from warehouse.value.purchases import Parameters

_SEED = 7
_TRUTH = Parameters(4, 5, 0.7, 1.4, 4)
_DAYS = 1820


def histories(clients: int) -> dict[str, np.ndarray]:
    """Give visits, days from the first to the last, age in days, mean check, and the log gaps."""
    rng = np.random.default_rng(_SEED)
    pace = rng.gamma(_TRUTH.r, 1 / _TRUTH.alpha, clients)
    leaves = rng.beta(_TRUTH.a, _TRUTH.b, clients)
    age = rng.integers(7, _DAYS, clients)
    last, visits = np.zeros(clients), np.ones(clients, dtype=np.int64)
    log_gaps = 0.0
    coming = np.flatnonzero(rng.random(clients) > leaves)
    while len(coming):
        gap = np.maximum(np.rint(7 * rng.gamma(_TRUTH.k, 1, len(coming)) / pace[coming]), 1)
        in_time = last[coming] + gap <= age[coming]
        coming, gap = coming[in_time], gap[in_time]
        last[coming] += gap
        visits[coming] += 1
        log_gaps += float(np.log(gap / 7).sum())
        coming = coming[rng.random(len(coming)) > leaves[coming]]
    return {
        "visits": visits,
        "recency_days": last.astype(np.int64),
        "age_days": age,
        "mean_check": rng.gamma(6, 1, clients) * 15 / rng.gamma(4, 1, clients) * 4,
        "log_gaps": np.array(log_gaps),
    }
