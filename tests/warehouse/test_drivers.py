"""What drives satisfaction: the shares of the literature, and answers that say next to nothing."""

import numpy as np
import polars as pl
import pytest

from tests.conftest import ROOT
from warehouse import drivers

SHARED = ROOT.parent / "shared"
FACTORS = ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"]


@pytest.fixture(scope="module")
def swiss():
    """The data set on which published software was run: ratings, overall, published shares."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real and published files is not beside the project")
    data = pl.read_csv(SHARED / "golden/swiss.csv")
    expected = pl.read_csv(SHARED / "golden/drivers_swiss_expected.csv")
    assert expected["driver"].to_list() == FACTORS
    return data.select(FACTORS).cast(pl.Float64).to_numpy(), data["Fertility"].to_numpy(), expected


def test_the_shares_of_published_software(swiss):
    ratings, overall, expected = swiss
    found = drivers.analyse(ratings, overall, seed=1)
    assert found.method == "lmg"
    assert found.r_squared == pytest.approx(0.706735, abs=1e-6)
    assert found.importance * found.r_squared == pytest.approx(
        expected["lmg_shapley"].to_numpy(), abs=1e-7
    )
    assert found.johnson * found.r_squared == pytest.approx(
        expected["johnson_rw"].to_numpy(), abs=1e-7
    )


def of(correlations):
    return np.array(correlations, dtype=float)[None]


def test_factors_that_do_not_go_together_have_their_own_squares():
    matrix = of([[1, 0, 0.6], [0, 1, 0.3], [0.6, 0.3, 1]])
    assert drivers.lmg(matrix)[0] == pytest.approx([0.36, 0.09])
    assert drivers.johnson(matrix)[0] == pytest.approx([0.36, 0.09])


def test_two_factors_that_go_together_share_by_hand():
    # R² is (0.25 + 0.16 - 2 * 0.5 * 0.4 * 0.6) / (1 - 0.36) = 0.265625. Alone the factors explain
    # 0.25 and 0.16: the first adds 0.25 or 0.105625, the second 0.16 or 0.015625.
    matrix = of([[1, 0.6, 0.5], [0.6, 1, 0.4], [0.5, 0.4, 1]])
    assert drivers.lmg(matrix)[0] == pytest.approx([0.1778125, 0.0878125])


def test_one_factor_explains_its_square():
    assert drivers.lmg(of([[1, -0.5], [-0.5, 1]]))[0] == pytest.approx([0.25])


def test_a_factor_that_copies_another_halves_its_share():
    matrix = of([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])
    assert drivers.lmg(matrix)[0] == pytest.approx([0.125, 0.125])
    assert drivers.johnson(matrix)[0] == pytest.approx([0.125, 0.125])


def rated(answers, factors, seed=3):
    chance = np.random.default_rng(seed)
    ratings = chance.integers(1, 6, (answers, factors)).astype(float)
    return ratings, ratings @ np.arange(factors, 0, -1.0) + chance.normal(0, 2, answers)


def test_the_more_a_factor_moves_the_score_the_larger_its_share():
    found = drivers.analyse(*rated(300, 4), seed=1)
    assert np.all(np.diff(found.importance) < 0)
    assert found.importance.sum() == pytest.approx(1)
    # Shares of independent factors are as the squares of their weights: 16, 9, 4 and 1 of 30.
    assert found.importance == pytest.approx(np.array([16, 9, 4, 1]) / 30, abs=0.06)
    assert np.all((found.low <= found.importance) & (found.importance <= found.high))
    assert np.all(found.high - found.low < 0.2)


def test_the_interval_narrows_with_the_root_of_the_answers():
    few, many = (drivers.analyse(*rated(n, 3), seed=1) for n in (200, 20_000))
    ratio = (few.high - few.low) / (many.high - many.low)
    assert ratio == pytest.approx(np.full(3, 10), rel=0.25)


def test_the_same_answers_and_seed_give_the_same_interval():
    first, again, other = (drivers.analyse(*rated(150, 3), seed=seed) for seed in (1, 1, 2))
    assert first.low.tolist() == again.low.tolist()
    assert first.low.tolist() != other.low.tolist()


def test_a_factor_that_everybody_rates_alike_has_no_share():
    ratings, overall = rated(120, 2)
    ratings[:, 1] = 5
    found = drivers.analyse(ratings, overall, seed=1)
    assert found.importance == pytest.approx([1, 0])
    assert found.johnson == pytest.approx([1, 0])


def test_a_score_that_everybody_gives_alike_is_not_explained():
    ratings, overall = rated(120, 2)
    assert drivers.analyse(ratings, np.full_like(overall, 10), seed=1) is None


def test_fewer_answers_than_factors_explain_nothing():
    assert drivers.analyse(*rated(4, 3), seed=1) is None
    assert drivers.analyse(*rated(5, 3), seed=1) is not None
    assert drivers.analyse(np.empty((0, 2)), np.empty(0), seed=1) is None


def test_up_to_twelve_factors_are_shared_out_exactly_and_more_by_johnson():
    assert drivers.analyse(*rated(200, 12), seed=1).method == "lmg"
    assert drivers.analyse(*rated(200, 13), seed=1).method == "johnson"


def test_johnson_comes_near_the_exact_shares():
    found = drivers.analyse(*rated(400, 6), seed=1)
    assert found.johnson == pytest.approx(found.importance, abs=0.01)
