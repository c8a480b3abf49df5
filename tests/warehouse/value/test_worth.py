"""Bands of single clients and of groups, and how forecasts are held against what came."""

from math import inf

import numpy as np
import pytest

from tests.warehouse.value.test_purchases import simulated
from warehouse.value import checks, looks, purchases, worth
from warehouse.value.checks import CheckFit, CheckParameters
from warehouse.value.looks import Look
from warehouse.value.purchases import Parameters
from warehouse.value.worth import Clients, Horizon, Model

TRUTH = Parameters(4, 5, 0.7, 1.4, 4)
SPENDING = CheckParameters(6.25, 3.74, 15.44)
SIZE = 4000


@pytest.fixture(scope="module")
def shop():
    """Clients who come and pay as the models say, and what they pay in the year after."""
    condensed, later = simulated(SIZE, TRUTH, 150, 52, seed=8)
    rng = np.random.default_rng(8)
    own = rng.gamma(SPENDING.q, 1, SIZE) / SPENDING.v
    visits = condensed.histories.repeats[condensed.cell] + 1
    paid = rng.gamma(SPENDING.p * visits) / own / visits
    to_come = np.where(later > 0, rng.gamma(np.maximum(SPENDING.p * later, 1)) / own, 0.0)
    return condensed, Clients(condensed.cell, visits, paid), to_come


@pytest.fixture(scope="module")
def found(shop):
    condensed, clients, _ = shop
    model = Model(
        purchases.fit(condensed.histories), checks.fit(clients.visits, clients.mean_check)
    )
    return worth.worth(clients, condensed.histories, model, 0.5, Horizon())


@pytest.mark.parametrize("probability", [0.025, 0.10, 0.90, 0.975])
def test_a_client_stays_below_a_quantile_as_often_as_it_says(shop, found, probability):
    _, _, to_come = shop
    quantile = found.quantile(probability)
    stays = 0.5 * to_come <= quantile
    # Who does not come brings 0 and cannot stay below it; there a quantile of 0 says too little.
    judged = stays[quantile > 0]
    chance = 2 * (probability * (1 - probability) / len(judged)) ** 0.5
    assert judged.mean() == pytest.approx(probability, abs=max(chance, 0.03))
    assert stays[quantile == 0].mean() >= probability


def test_the_value_of_all_is_what_comes(shop, found):
    _, _, to_come = shop
    individual, parameter = found.total_error(np.arange(SIZE))
    assert abs(found.value.sum() - 0.5 * to_come.sum()) < 2.5 * np.hypot(individual, parameter)


def test_the_doubt_of_a_group_is_that_of_refitting_with_other_clients(shop):
    # The delta method against drawing the clients anew, with all that follows from it.
    condensed, clients, _ = shop
    group = np.flatnonzero(clients.visits >= 3)
    rng = np.random.default_rng(1)
    h = condensed.histories
    fitted = Model(purchases.fit(h, 4), checks.fit(clients.visits, clients.mean_check))
    gaps_of_client = h.log_gaps / h.total_repeats * (clients.visits - 1)
    totals = []
    for _ in range(30):
        drawn = rng.integers(0, SIZE, SIZE)
        weights = np.bincount(clients.cell[drawn], minlength=len(h.clients)).astype(float)
        again = purchases.Histories(
            h.repeats, h.recency, h.age, weights, float(gaps_of_client[drawn].sum())
        )
        model = Model(
            purchases.fit(again, 4), checks.fit(clients.visits[drawn], clients.mean_check[drawn])
        )
        totals.append(worth.worth(clients, h, model, 0.5, Horizon()).value[group].sum())
    _, parameter = worth.worth(clients, h, fitted, 0.5, Horizon()).total_error(group)
    assert parameter == pytest.approx(np.std(totals), rel=0.35)


def test_money_a_year_later_is_worth_less():
    condensed, _ = simulated(300, TRUTH, 150, 1, seed=2)
    fitted = purchases.fit(condensed.histories, 4)
    plain, discounted = (
        worth.discounted_visits(condensed.histories, fitted, Horizon(12, rate))
        for rate in (0.0, 0.12)
    )
    assert (discounted <= plain).all()
    busy = plain > 0.1
    assert (discounted[busy] > plain[busy] / 1.12).all()


def test_known_parameters_leave_the_doubt_about_individuals_alone():
    condensed, _ = simulated(300, TRUTH, 150, 1, seed=2)
    known = purchases.Fit(TRUTH, 0.0, np.zeros((4, 4)))
    model = Model(known, CheckFit(SPENDING, 0.0, np.zeros((3, 3))))
    visits = condensed.histories.repeats[condensed.cell] + 1
    found = worth.worth(
        Clients(condensed.cell, visits, np.full(300, 40.0)),
        condensed.histories,
        model,
        1,
        Horizon(),
    )
    assert found.parameter_error.max() == 0
    assert found.individual_error.min() > 0


def look(visits, recency, age, check):
    gaps = float(np.log(np.maximum(recency / 7, 1)).sum())
    return Look(*map(np.array, (visits, recency, age, check)), gaps)


def test_a_model_that_was_kept_is_the_same_model():
    rng = np.random.default_rng(4)
    visits = rng.integers(1, 9, 200)
    recency = np.where(visits > 1, rng.integers(20, 200, 200), 0)
    learnt = looks.learn(look(visits, recency, recency + 30, rng.gamma(6, 8, 200)))
    fit, spending = learnt.purchases, learnt.checks
    row = {
        **{name: getattr(fit.parameters, name) for name in ("k", "r", "alpha", "a", "b")},
        **{f"check_{name}": getattr(spending.parameters, name) for name in ("p", "q", "v")},
        "log_likelihood": fit.log_likelihood,
        "log_covariance": fit.log_covariance.ravel().tolist(),
        "check_log_likelihood": spending.log_likelihood,
        "check_log_covariance": spending.log_covariance.ravel().tolist(),
    }
    again = looks.restored(row)
    assert again.purchases.parameters == fit.parameters
    assert again.checks.parameters == spending.parameters
    assert (again.purchases.log_covariance == fit.log_covariance).all()
    assert (again.checks.log_covariance == spending.log_covariance).all()


@pytest.mark.parametrize(
    ("outcomes", "error"),
    [
        ([], 0.0),
        ([(0.03, 0.03, 0.0)], 0.0),
        ([(0.02, 0.03, 0.01)], 0.0),
        ([(0.05, 0.03, 0.0)], 0.04),
        ([(-0.13, 0.05, 0.0)], 0.12),
        # 0.04 and nothing: the mean of squares.
        ([(0.05, 0.03, 0.0), (0.0, 0.0, 0.0)], 0.04 / 2**0.5),
        ([(0.05, 0.0, 0.03)], 0.04),
    ],
)
def test_what_chance_and_estimates_do_not_explain_is_the_models(outcomes, error):
    assert looks.model_error(outcomes) == pytest.approx(error, abs=1e-9)


def test_how_sure_a_check_is_agrees_with_drawing_clients_anew():
    rng = np.random.default_rng(6)
    visits = rng.integers(1, 12, 3000)
    means = SPENDING.v / rng.gamma(SPENDING.q, 1, 3000)
    check = rng.gamma(SPENDING.p * visits) * means / visits
    errors = np.sqrt(np.diag(checks.fit(visits, check).log_covariance))
    again = [
        checks.fit(visits[drawn], check[drawn]).parameters
        for drawn in (rng.integers(0, 3000, 3000) for _ in range(40))
    ]
    drawn = np.log([(found.p, found.q, found.v) for found in again]).std(axis=0)
    assert errors == pytest.approx(drawn, rel=0.35)


def test_the_expected_check_moves_as_its_slopes_say():
    visits, check = np.array([1, 4, 9]), np.array([20.0, 0.0, 55.0])
    at = np.log([SPENDING.p, SPENDING.q, SPENDING.v])
    step = 1e-6
    moved = [
        (
            checks.expected_check(CheckParameters(*np.exp(at + shift)), visits, check)
            - checks.expected_check(CheckParameters(*np.exp(at - shift)), visits, check)
        )
        / (2 * step)
        for shift in np.eye(3) * step
    ]
    assert checks.slopes(SPENDING, visits, check) == pytest.approx(np.array(moved).T, rel=1e-6)


def test_a_client_of_very_many_visits_is_expected_to_come_as_before():
    # 2 000 visits, one a day: the terms of the sum underflow, the sum must not.
    history = purchases.Histories(
        np.array([2000]), np.array([2000 / 7]), np.array([2000 / 7]), np.ones(1), 0.0
    )
    fit = purchases.Fit(Parameters(2, 1, 0.01, 2, 12), 0.0, np.zeros((4, 4)))
    visits = worth.discounted_visits(history, fit, Horizon(1))
    assert 0 < visits[0] < inf
    assert visits[0] == pytest.approx(7 * 52 / 12, rel=0.02)
