"""Fit clients' histories once, timed: `python -m bench.one_fit WHO FILE`.

WHO is ours, everything, lifetimes or pymc. What is imported is not counted. Fits of a blink are
repeated first, so that a second one is timed.
"""

import sys
import warnings
from collections.abc import Callable

import numpy as np

from bench import measuring

_FEW = 10_000


def ours(given: dict[str, np.ndarray]) -> Callable[[], object]:
    """Fit BG/NBD with our own code: what the others do too."""
    from warehouse.value import histories, purchases  # noqa: PLC0415

    def act() -> object:
        condensed = histories.condense(
            given["visits"] - 1, given["recency_days"], given["age_days"], 0.0
        )
        return purchases.fit(condensed.histories, 1, can_leave_at_once=False)

    return act


def everything(given: dict[str, np.ndarray]) -> Callable[[], object]:
    """Fit MBG/CNBD-k with the search for k and Gamma-Gamma, and value every client with bands."""
    from warehouse.value import looks, worth  # noqa: PLC0415

    def act() -> object:
        look = looks.Look(**{**given, "log_gaps": float(given["log_gaps"])})
        model = looks.learn(look)
        histories, clients = look.condensed()
        found = worth.worth(clients, histories, model, 0.55, worth.Horizon(12, 0.12))
        return [found.quantile(probability) for probability in (0.025, 0.1, 0.9, 0.975)]

    return act


def lifetimes(given: dict[str, np.ndarray]) -> Callable[[], object]:
    """Fit BG/NBD with lifetimes."""
    from lifetimes import BetaGeoFitter  # noqa: PLC0415

    x = given["visits"] - 1
    return lambda: BetaGeoFitter().fit(x, given["recency_days"] / 7, given["age_days"] / 7)


def pymc(given: dict[str, np.ndarray]) -> Callable[[], object]:
    """Find the mode of BG/NBD with pymc-marketing."""
    import pandas as pd  # noqa: PLC0415
    from pymc_marketing.clv import BetaGeoModel  # noqa: PLC0415

    rows = pd.DataFrame(
        {
            "customer_id": np.arange(len(given["visits"])),
            "frequency": given["visits"] - 1,
            "recency": given["recency_days"] / 7,
            "T": given["age_days"] / 7,
        }
    )
    return lambda: BetaGeoModel(data=rows).fit(method="map", progressbar=False)


ACTS = {"ours": ours, "everything": everything, "lifetimes": lifetimes, "pymc": pymc}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    known = dict(np.load(sys.argv[2]))
    act = ACTS[sys.argv[1]](known)
    if len(known["visits"]) < _FEW:
        act()
    measuring.report(act)
