"""Our fits beside those of lifetimes, on the same simulated clients."""

import numpy as np
import pytest

from tests.warehouse.value.test_purchases import simulated
from warehouse.value import checks, forecasts, purchases
from warehouse.value.purchases import Parameters

lifetimes = pytest.importorskip("lifetimes", reason="lifetimes is not installed")


@pytest.fixture(scope="module")
def clients():
    condensed, _ = simulated(3000, Parameters(0.8, 6, 0.8, 2.5, 1), 100, 1, seed=21)
    history, cell = condensed.histories, condensed.cell
    return history, history.repeats[cell], history.recency[cell], history.age[cell]


@pytest.mark.parametrize(
    ("fitter", "can_leave_at_once"), [("BetaGeoFitter", False), ("ModifiedBetaGeoFitter", True)]
)
@pytest.mark.filterwarnings("ignore")
def test_parameters_and_predictions_of_both_agree(clients, fitter, can_leave_at_once):
    history, x, recency, age = clients
    theirs = getattr(lifetimes, fitter)()
    theirs.fit(x, recency, age)
    ours = purchases.fit(history, 1, can_leave_at_once)
    expected = [theirs.params_[name] for name in ("r", "alpha", "a", "b")]
    assert ours.parameters.vector == pytest.approx(expected, rel=1e-3)
    now = forecasts.standing(history, ours.parameters)
    visits = forecasts.expected_visits(history, ours.parameters, now, 26, 1e-9)
    found = theirs.conditional_expected_number_of_purchases_up_to_time(
        26, history.repeats, history.recency, history.age
    )
    assert visits == pytest.approx(np.asarray(found), rel=5e-3, abs=1e-4)


@pytest.mark.filterwarnings("ignore")
def test_checks_of_both_agree(clients):
    _, x, _, _ = clients
    rng = np.random.default_rng(3)
    visits = x[x > 0].astype(float)
    paid = rng.gamma(6 * visits) / rng.gamma(4, 1 / 15, len(visits)) / visits
    theirs = lifetimes.GammaGammaFitter()
    theirs.fit(visits, paid)
    ours = checks.fit(visits.astype(int), paid).parameters
    expected = [theirs.params_[name] for name in ("p", "q", "v")]
    assert (ours.p, ours.q, ours.v) == pytest.approx(expected, rel=5e-3)
