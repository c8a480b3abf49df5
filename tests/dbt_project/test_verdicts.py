"""Whether a figure really changed: the tests behind it give the values of the libraries."""

import numpy as np
import pytest
from scipy import stats

from warehouse import builds
from warehouse.reading import Warehouse


@pytest.fixture(scope="module")
def row(demo_workspace):
    warehouse = Warehouse(builds.latest(demo_workspace / "warehouse"))
    return lambda sql: warehouse.ask(sql).row(0, named=True)


@pytest.fixture(scope="module")
def tested(row):
    def told(comparison):
        found = row(f"select * from metrics.tested(metrics.{comparison})")
        return {**found.pop("compared"), **found}

    return told


@pytest.fixture(scope="module")
def value(row):
    return lambda expression: row(f"select metrics.{expression} as value")["value"]


def variance(units, upper, lower):
    """The arguments of `ratio_variance` for clients with an amount above and one below the line."""
    return (
        f"ratio_variance({units}, {upper.sum()}, {lower.sum()}, {(upper**2).sum()}, "
        f"{(upper * lower).sum()}, {(lower**2).sum()})"
    )


def test_two_shares_are_compared_as_in_a_table_of_two_by_two(tested):
    # 30 of 100, then 60 of 120.
    found = tested("compare_shares(30, 100, 60, 120)")
    expected = stats.chi2_contingency([[30, 70], [60, 60]], correction=False)
    assert (found["value_before"], found["value_now"]) == (0.3, 0.5)
    assert found["change"] == pytest.approx(0.2)
    assert found["z"] == pytest.approx(expected.statistic**0.5)
    assert found["p"] == pytest.approx(expected.pvalue)
    assert found["verdict"] == "real"


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ("15, 29, 29, 100", "too_few"),  # 29 before
        ("15, 30, 50, 100", "noise"),  # 30 before
        ("50, 100, 5, 29", "too_few"),  # 29 now
        ("5, 100, 0, 100", "too_few"),  # 2.5 cases expected in each
        ("9, 100, 0, 100", "too_few"),  # 4.5
        ("10, 100, 0, 100", "real"),  # 5
        ("90, 100, 100, 100", "real"),  # 5 of the other kind
        ("0, 100, 0, 100", "noise"),  # nothing changed, that much is sure
        ("100, 100, 100, 100", "noise"),
        ("0, 0, 50, 100", None),
    ],
)
def test_shares_need_thirty_and_five_cases_of_either_kind(tested, counts, verdict):
    assert tested(f"compare_shares({counts})")["verdict"] == verdict


@pytest.mark.parametrize(
    ("now", "verdict"), [(139, "noise"), (140, "real"), (67, "noise"), (66, "real")]
)
def test_a_count_really_changed_below_one_in_a_hundred(tested, now, verdict):
    # The border is z = 2.576. Against 100: of 139 2.523, of 140 2.582; of 67 -2.554, of 66 -2.639.
    found = tested(f"compare_counts(100, 1, {now}, 1)")
    assert found["z"] == pytest.approx((now - 100) / (now + 100) ** 0.5)
    assert found["verdict"] == verdict


def test_a_count_is_compared_with_the_mean_month_of_a_quarter(tested):
    # 300 in three months, 140 in one: 110 a month together, with variance 110 (1/3 + 1).
    found = tested("compare_counts(300, 3, 140, 1)")
    assert (found["value_before"], found["value_now"], found["change"]) == (100, 140, 40)
    assert found["variance"] == pytest.approx(110 * 4 / 3)
    assert found["z"] == pytest.approx(40 / (110 * 4 / 3) ** 0.5)
    assert found["verdict"] == "real"


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [("9, 1, 20, 1", "too_few"), ("10, 1, 20, 1", "noise"), ("0, 1, 30, 1", "real")],
)
def test_counts_need_thirty_together(tested, counts, verdict):
    assert tested(f"compare_counts({counts})")["verdict"] == verdict


def test_two_means_are_those_of_welch(tested):
    chance = np.random.default_rng(7)
    before, now = chance.gamma(2, 30, 45), chance.gamma(2, 45, 60)
    expected = stats.ttest_ind(now, before, equal_var=False)
    ones = np.ones_like
    found = tested(
        f"compare_means(45, {before.sum()}, metrics.{variance(45, before, ones(before))}, "
        f"60, {now.sum()}, metrics.{variance(60, now, ones(now))})"
    )
    assert found["value_before"] == pytest.approx(before.mean())
    assert found["variance"] == pytest.approx(before.var(ddof=1) / 45 + now.var(ddof=1) / 60)
    assert found["degrees"] == pytest.approx(expected.df)
    assert found["p"] == pytest.approx(expected.pvalue, rel=1e-2)


@pytest.mark.parametrize("degrees", [10, 29, 58, 1000])
@pytest.mark.parametrize("t", [0.0, 0.5, 2.0, -2.66, 3.5])
def test_students_p_is_right_to_a_hundredth_of_it(value, t, degrees):
    assert value(f"two_sided_p(metrics.normal_of_student({t}, {degrees}))") == pytest.approx(
        2 * stats.t.sf(abs(t), degrees), rel=1e-2
    )


@pytest.mark.parametrize(("clients", "verdict"), [(29, "too_few"), (30, "real"), (31, "real")])
def test_means_need_thirty_clients_in_both_periods(tested, clients, verdict):
    given = f"({clients}, {clients * 40}, 1.0, 100, 6000, 1.0)"
    assert tested(f"compare_means{given}")["verdict"] == verdict
    turned = f"(100, 6000, 1.0, {clients}, {clients * 40}, 1.0)"
    assert tested(f"compare_means{turned}")["verdict"] == verdict


def test_a_sum_varies_by_the_squares_of_what_each_client_brought(tested):
    # Four clients of 10, 20, 30, 40 before; of 100 twice now. Too few, but the z is by hand.
    found = tested("compare_sums(100, 3000, 4, 1, 200, 20000, 2, 1)")
    assert found["change"] == 100
    assert found["z"] == pytest.approx(100 / 23000**0.5)
    assert found["verdict"] == "too_few"


def test_a_sum_is_compared_with_the_mean_month_of_a_quarter(tested):
    # 90 visits of 90 clients in three months, 60 of 60 now: 30 + 20 with variances 10 and 60.
    found = tested("compare_sums(90, 90, 90, 3, 60, 60, 60, 1)")
    assert (found["value_before"], found["value_now"], found["n_before"]) == (30, 60, 90)
    assert found["z"] == pytest.approx(30 / (90 / 9 + 60) ** 0.5)
    assert found["verdict"] == "real"


def test_visits_that_come_in_clusters_count_for_less(tested):
    alone = tested("compare_sums(100, 100, 100, 1, 140, 140, 140, 1)")
    in_fours = tested("compare_sums(100, 400, 30, 1, 140, 560, 40, 1)")
    assert alone["verdict"] == "real"
    assert in_fours["verdict"] == "noise"


def test_a_ratio_of_sums_varies_as_by_the_delta_method(value):
    # An average check of three clients: revenue 60, 30, 90 for visits 2, 1, 1; 180 / 4 = 45.
    revenue, visits = np.array([60.0, 30.0, 90.0]), np.array([2.0, 1.0, 1.0])
    residuals = revenue - 45 * visits
    expected = 3 / 2 * (residuals**2).sum() / 4**2  # 1.5 (900 + 225 + 2025) / 16
    assert value(variance(3, revenue, visits)) == pytest.approx(expected)


def test_the_delta_method_agrees_with_drawing_clients_again(value):
    chance = np.random.default_rng(11)
    visits = chance.integers(1, 6, 400).astype(float)
    revenue = visits * chance.gamma(4, 12, 400)
    drawn = chance.integers(0, 400, (4000, 400))
    ratios = revenue[drawn].sum(axis=1) / visits[drawn].sum(axis=1)
    assert value(variance(400, revenue, visits)) == pytest.approx(ratios.var(), rel=0.1)


@pytest.mark.parametrize(
    ("arguments"), ["1, 60, 2, 3600, 120, 4", "0, 0, 0, 0, 0, 0", "5, 60, 0, 3600, 0, 0"]
)
def test_without_two_clients_and_something_to_divide_by_there_is_no_variance(value, arguments):
    assert value(f"ratio_variance({arguments})") is None


def test_a_ratio_that_nobody_departs_from_has_no_spread_to_test_with(tested):
    exact = "metrics.ratio_variance(40, 400, 40, 4000, 400, 40)"
    same = f"compare_ratios(40, 400, 40, {exact}, 40, 400, 40, {exact})"
    other = f"compare_ratios(40, 400, 40, {exact}, 40, 800, 40, {exact.replace('400', '800')})"
    assert tested(same)["verdict"] == "noise"
    assert tested(other)["verdict"] in {"real", "too_few"}


def test_scores_are_compared_as_two_waves(tested, row):
    published = row("select * from metrics.nps_change(120, 30, 200, 90, 40, 180)")
    found = tested("compare_scores(120, 30, 200, 90, 40, 180)")
    assert found["change"] == pytest.approx(published["nps_change"])
    assert found["p"] == pytest.approx(published["p"])
    assert found["verdict"] == "noise"
    assert tested("compare_scores(150, 10, 200, 90, 40, 180)")["verdict"] == "real"


@pytest.mark.parametrize(
    ("answers", "before", "verdict"),
    [(9, None, "too_few"), (10, 100.0, "too_few"), (29, 100.0, "too_few"), (30, 100.0, "real")],
)
def test_a_score_is_hidden_below_ten_answers_and_compared_from_thirty(
    tested, answers, before, verdict
):
    found = tested(f"compare_scores({answers}, 0, {answers}, 40, 40, 100)")
    assert found["value_before"] == before
    assert found["verdict"] == verdict


@pytest.mark.parametrize(
    ("change", "p", "is_enough", "verdict"),
    [
        ("1", "0.0099", "true", "real"),
        ("1", "0.01", "true", "noise"),
        ("1", "0.0101", "true", "noise"),
        ("1", "0.0001", "false", "too_few"),
        ("1", "0.0001", "null", "too_few"),
        ("1", "null", "true", "too_few"),
        ("0", "null", "true", "noise"),
        ("null", "null", "true", None),
    ],
)
def test_a_verdict_is_real_below_one_in_a_hundred(value, change, p, is_enough, verdict):
    assert value(f"verdict({change}, {p}, {is_enough})") == verdict


@pytest.mark.parametrize(
    ("month", "last_day", "known"),
    [
        ("2026-07-01", "2026-10-28", False),
        ("2026-07-01", "2026-10-29", True),
        ("2026-07-01", "2026-10-30", True),
    ],
)
def test_a_month_is_known_ninety_days_after_its_end(value, month, last_day, known):
    assert value(f"is_return_known(date '{month}', date '{last_day}')") is known


def test_chance_alone_is_seldom_called_real(row):
    # 2,000 pairs of months in which 120 clients come 1 to 4 times each, by the same chance.
    chance = np.random.default_rng(3)
    clients = chance.poisson(120, (2000, 2))
    visits = [[chance.integers(1, 5, number) for number in pair] for pair in clients]
    rows = ", ".join(
        f"({a.sum()}, {(a**2).sum()}, {len(a)}, {b.sum()}, {(b**2).sum()}, {len(b)})"
        for a, b in visits
    )
    found = row(
        "select count(*) filter (where metrics.two_sided_p(metrics.change_z("
        "metrics.compare_sums(s1, q1, n1, 1, s2, q2, n2, 1))) < 0.01) as real "
        f"from (values {rows}) as months (s1, q1, n1, s2, q2, n2)"
    )
    assert 5 <= found["real"] <= 40
