"""The purchase model against published values, and against simulated clients."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.conftest import ROOT
from warehouse.value import checks, forecasts, purchases, worth
from warehouse.value.histories import WEEKS_FROM, Histories, condense
from warehouse.value.purchases import NotFittedError, Parameters
from warehouse.value.worth import Horizon

GOLDEN = ROOT.parent / "shared" / "golden"
CDNOW, SIMULATED = GOLDEN / "cdnow_cbs.csv", GOLDEN / "sim_salon_cbs.csv"
needs_golden = pytest.mark.skipif(
    not GOLDEN.is_dir(), reason="the folder of published values is not beside the project"
)


def histories(file: Path) -> Histories:
    rows = pl.read_csv(file)
    columns = (rows[name].to_numpy() for name in ("x", "t_x_days", "T_days"))
    return condense(*columns, float(rows["litt"].sum())).histories


def one(repeats, recency, age):
    return Histories(
        np.array([repeats]), np.array([float(recency)]), np.array([float(age)]), np.ones(1), 0.0
    )


@needs_golden
@pytest.mark.parametrize(
    ("can_leave_at_once", "expected", "likelihood"),
    [
        (False, (0.242595, 4.413602, 0.792922, 2.425908), -9582.429207),
        (True, (0.524843, 6.183085, 0.891359, 1.614003), -9582.135716),
    ],
)
def test_the_published_parameters_of_the_cd_shop(can_leave_at_once, expected, likelihood):
    found = purchases.fit(histories(CDNOW), 1, can_leave_at_once)
    assert found.parameters.vector == pytest.approx(expected, rel=1e-4)
    assert found.log_likelihood == pytest.approx(likelihood, abs=1e-4)


@needs_golden
def test_the_published_errors_of_the_parameters():
    found = purchases.fit(histories(CDNOW), 1, can_leave_at_once=False)
    errors = np.sqrt(np.diag(found.log_covariance)) * found.parameters.vector
    assert errors == pytest.approx((0.0126, 0.378, 0.186, 0.705), abs=5e-4)


@needs_golden
def test_regularity_is_found_and_its_parameters_are_those_of_the_simulation():
    found = purchases.fit(histories(SIMULATED))
    assert found.parameters.k == 4
    assert found.parameters.vector == pytest.approx(
        (3.794573, 4.810663, 0.739557, 1.616173), rel=1e-4
    )
    assert found.log_likelihood == pytest.approx(-23123.977466, abs=1e-4)


@needs_golden
@pytest.mark.parametrize("row", range(12))
def test_the_likelihood_of_every_regularity(row):
    expected = pl.read_csv(GOLDEN / "sim_salon_expected_fits.csv").filter(pl.col("k").is_not_null())
    given = expected.row(row, named=True)
    found = purchases.fit(histories(SIMULATED), int(given["k"]), given["model"].startswith("M"))
    assert found.log_likelihood == pytest.approx(given["LL"], abs=0.005)
    now = forecasts.standing(histories(SIMULATED), found.parameters)
    clients = histories(SIMULATED).clients
    visits = forecasts.expected_visits(histories(SIMULATED), found.parameters, now, 26)
    assert clients @ now.p_alive == pytest.approx(given["sum_palive"], rel=1e-3)
    assert clients @ visits == pytest.approx(given["sum_EY26"], rel=1e-3)


def published_predictions():
    if not GOLDEN.is_dir():
        return []
    rows = pl.read_csv(GOLDEN / "btyd_predictions.csv").rows()
    return [
        row for row in rows if row[0].startswith(("BG/NBD", "MBG", "BG/C")) and row[1][0] == "["
    ]


@needs_golden
@pytest.mark.parametrize("row", published_predictions(), ids=str)
def test_published_predictions(row):
    model, parameters, given, quantity, expected, _ = row
    given = json.loads(given)
    k = int(model.split("-")[-1]) if "CNBD" in model else 1
    chosen = Parameters(*json.loads(parameters), k, can_leave_at_once=model.startswith("M"))
    if "x" not in given:
        found = forecasts.expected_of_new(chosen, given["t"], 1e-12)
    else:
        client = one(given["x"], given["t_x"], given["T"])
        now = forecasts.standing(client, chosen)
        found = (
            now.p_alive[0]
            if quantity == "P(alive)"
            else forecasts.expected_visits(client, chosen, now, given["t"], 1e-13)[0]
        )
    # Some are printed with four decimals.
    assert found == pytest.approx(expected, rel=6e-6, abs=6e-5 if expected > 0.001 else 1e-8) or (
        "new" in quantity and found == pytest.approx(expected, rel=5e-3)
    )


@needs_golden
def test_the_published_value_of_the_cd_shop_over_a_year():
    shop, rows = histories(CDNOW), pl.read_csv(CDNOW)
    fitted = purchases.fit(shop, 1, can_leave_at_once=False)
    repeaters = rows.filter(pl.col("x") > 0)
    spending = checks.fit(repeaters["x"].to_numpy(), repeaters["mean_repeat_amount"].to_numpy())
    assert spending.log_likelihood == pytest.approx(-4055.917695, abs=1e-4)
    found = spending.parameters
    assert (found.p, found.q, found.v) == pytest.approx((6.249579, 3.744222, 15.443490), rel=1e-4)
    condensed = condense(*(rows[name].to_numpy() for name in ("x", "t_x_days", "T_days")), 0.0)
    year = Horizon(12, 1.01**12 - 1)
    visits = worth.discounted_visits(condensed.histories, fitted, year, 1e-9)
    check = checks.expected_check(
        found, rows["x"].to_numpy(), rows["mean_repeat_amount"].to_numpy()
    )
    values = visits[condensed.cell] * check
    assert values.sum() == pytest.approx(71354.51, rel=1e-5)
    assert values[:3] == pytest.approx((36.1939, 4.6304, 8.3247), abs=1e-3)


def test_a_client_who_came_once_long_ago_is_not_called_alive():
    model = Parameters(4, 5, 0.7, 1.4, 4)
    now = forecasts.standing(one(0, 0, 26), model)
    assert now.p_alive[0] == pytest.approx(0.030431, abs=1e-6)
    assert forecasts.expected_visits(one(0, 0, 26), model, now, 26)[0] == pytest.approx(
        0.041033, abs=1e-6
    )


def test_who_may_not_leave_after_the_first_visit_is_alive_for_ever():
    model = Parameters(4, 5, 0.7, 1.4, 4, can_leave_at_once=False)
    assert forecasts.standing(one(0, 0, 26), model).p_alive[0] == 1.0


def test_nobody_who_came_twice_is_nothing_to_learn_from():
    with pytest.raises(NotFittedError):
        purchases.fit(one(0, 0, 30))


@pytest.mark.parametrize("k", [1, 2, 5])
@pytest.mark.parametrize("can_leave_at_once", [True, False])
def test_the_gradient_is_that_of_the_likelihood(k, can_leave_at_once):
    rng = np.random.default_rng(3)
    repeats = rng.integers(0, 6, 50)
    age = rng.integers(30, 400, 50)
    recency = np.where(repeats > 0, (age * rng.random(50)).astype(int), 0)
    likelihood = purchases._Likelihood(
        condense(repeats, recency, age, 12.0).histories, k, can_leave_at_once
    )
    at = np.log([1.2, 3.0, 0.7, 2.0])
    _, gradient = likelihood.with_gradient(at)
    step = 1e-5
    slopes = [
        (likelihood.with_gradient(at + shift)[0] - likelihood.with_gradient(at - shift)[0])
        / (2 * step)
        for shift in np.eye(4) * step
    ]
    assert gradient == pytest.approx(slopes, rel=1e-6, abs=1e-6)


def simulated(clients, parameters, weeks, ahead, seed):
    """Clients who come as the model says: repeats, days of the last visit, age, later visits."""
    rng = np.random.default_rng(seed)
    r, alpha, a, b = parameters.vector
    pace, leaves = rng.gamma(r, 1 / alpha, clients), rng.beta(a, b, clients)
    age = rng.integers(7, weeks * 7, clients)
    time, last, repeats, later = (np.zeros(clients) for _ in range(4))
    log_gaps, stays = 0.0, rng.random(clients) > leaves
    while stays.any():
        gap = np.maximum(np.rint(rng.gamma(parameters.k, 1, clients) / pace * 7), 1)
        time = np.where(stays, time + gap, time)
        known = stays & (time <= age)
        log_gaps += float(np.log(gap[known] / 7).sum())
        repeats += known
        last = np.where(known, time, last)
        coming = stays & (time <= age + ahead * 7)
        later += coming & (time > age)
        stays = coming & (rng.random(clients) > leaves)
    return condense(repeats.astype(int), last.astype(int), age, log_gaps), later


def test_the_model_finds_itself_again_and_forecasts_what_comes():
    truth = Parameters(4, 5, 0.7, 1.4, 4)
    condensed, later = simulated(20_000, truth, 200, 26, seed=11)
    found = purchases.fit(condensed.histories)
    assert found.parameters.k == 4
    assert found.parameters.vector == pytest.approx(truth.vector, rel=0.1)
    now = forecasts.standing(condensed.histories, found.parameters)
    mean, variance = forecasts.moments(condensed.histories, found.parameters, now, 26)
    assert mean[condensed.cell].sum() == pytest.approx(later.sum(), rel=0.03)
    assert ((later - mean[condensed.cell]) ** 2).sum() == pytest.approx(
        variance[condensed.cell].sum(), rel=0.05
    )


def test_whole_weeks_are_near_enough_for_many_clients():
    truth = Parameters(2, 6, 0.8, 1.6, 2)
    condensed, _ = simulated(WEEKS_FROM, truth, 200, 1, seed=5)
    few, _ = simulated(WEEKS_FROM - 1, truth, 200, 1, seed=5)
    assert len(condensed.histories.age) < len(few.histories.age)
    coarse, fine = purchases.fit(condensed.histories, 2), purchases.fit(few.histories, 2)
    assert coarse.parameters.vector == pytest.approx(fine.parameters.vector, rel=0.02)


def test_condensing_loses_nobody():
    condensed = condense(np.array([0, 2, 0]), np.array([0, 40, 0]), np.array([9, 50, 9]), 3.0)
    found = condensed.histories
    assert found.clients.tolist() == [2, 1]
    assert found.repeats[condensed.cell].tolist() == [0, 2, 0]
    assert (found.recency * 7)[condensed.cell] == pytest.approx([0, 40, 0])
    assert (found.age * 7)[condensed.cell] == pytest.approx([9, 50, 9])


def test_a_check_is_drawn_towards_all_clients_the_less_is_known():
    spending = checks.CheckParameters(6.25, 3.74, 15.44)
    expected = checks.expected_check(
        spending, np.array([2, 1, 4, 0]), np.array([22.35, 11.77, 25.0, 0.0])
    )
    assert expected == pytest.approx([24.663714, 18.916852, 26.009373, 35.218978], abs=1e-6)
    assert spending.mean == pytest.approx(35.218978, abs=1e-6)


def test_a_check_that_grows_with_visits_is_seen():
    visits = np.arange(1, 51)
    assert checks.dependence(visits, np.exp(visits / 50.0)) == pytest.approx(1.0)
    assert checks.dependence(visits, np.full(50, 30.0)) == 0.0


def test_the_band_of_a_total_holds_what_comes_four_times_in_five():
    truth = Parameters(4, 5, 0.7, 1.4, 4)
    held = 0
    for seed in range(20):
        condensed, later = simulated(600, truth, 150, 52, seed)
        fitted = purchases.fit(condensed.histories, 4)
        rng = np.random.default_rng(seed)
        clients = worth.Clients(
            condensed.cell, condensed.histories.repeats[condensed.cell] + 1, np.full(600, 50.0)
        )
        flat = checks.CheckParameters(400.0, 4000.0, 50.0 * 3999 / 400)
        known = checks.CheckFit(flat, 0.0, np.zeros((3, 3)))
        found = worth.worth(
            clients, condensed.histories, worth.Model(fitted, known), 1.0, Horizon()
        )
        reach = 1.2816 * np.hypot(*found.total_error(np.arange(600)))
        paid = (rng.normal(50, 2.5, 600) * later).sum()
        held += abs(found.value.sum() - paid) <= reach
    assert 12 <= held <= 20
