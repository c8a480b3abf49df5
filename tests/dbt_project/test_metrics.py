"""The ratios that models, pages and analysts share give the values of the literature."""

import pytest
from scipy import stats

from warehouse import builds
from warehouse.reading import Warehouse


@pytest.fixture(scope="module")
def rows(demo_workspace):
    warehouse = Warehouse(builds.latest(demo_workspace / "warehouse"))
    return lambda sql: warehouse.ask(sql).rows()


@pytest.fixture(scope="module")
def value(rows):
    return lambda expression: rows(f"select metrics.{expression}")[0][0]


@pytest.mark.parametrize(
    ("counts", "score", "low", "high"),
    [
        # promoters, detractors, answers: adjusted Wald, 95 %
        ("120, 30, 200", 45.0, 34.135419, 54.534532),
        ("10, 0, 10", 100.0, 47.503552, 100.0),
        ("0, 10, 10", -100.0, -100.0, -47.503552),
    ],
)
def test_a_score_has_the_published_interval(value, counts, score, low, high):
    assert float(value(f"nps({counts})")) == score
    assert value(f"nps_bound({counts}, -1)") == pytest.approx(low, abs=1e-6)
    assert value(f"nps_bound({counts}, 1)") == pytest.approx(high, abs=1e-6)


def test_without_answers_there_is_no_score_and_no_interval(value):
    assert value("nps(0, 0, 0)") is None
    assert value("nps_bound(0, 0, 0, 1)") is None


@pytest.mark.parametrize(
    ("answers", "reading"),
    [(0, "hidden"), (9, "hidden"), (10, "indicative"), (29, "indicative"), (30, "sound")],
)
def test_few_answers_are_read_with_reserve(value, answers, reading):
    assert value(f"reading({answers})") == reading


@pytest.mark.parametrize(
    ("score", "scale", "group"),
    [
        (0, "0-10", "detractor"),
        (6, "0-10", "detractor"),
        (7, "0-10", "passive"),
        (8, "1-10", "passive"),
        (9, "1-10", "promoter"),
        (10, "0-10", "promoter"),
        (5, "1-5", None),
        ("null", "0-10", None),
    ],
)
def test_a_score_belongs_to_a_group_of_its_scale(value, score, scale, group):
    assert value(f"nps_group({score}, '{scale}')") == group


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ("share(1, 4)", 0.25),
        ("average_check(90, 4)", 22.5),
        ("arpu(90, 2)", 45.0),
        ("visits_per_client(5, 2)", 2.5),
        ("retention_rate(21, 32)", 0.65625),
        ("rebooking_rate(1, 4)", 0.25),
        ("no_show_rate(1, 3)", 0.25),
        ("cancellation_rate(2, 1, 1)", 0.5),
        ("response_rate(1, 2)", 0.5),
        ("share(1, 0)", None),
        ("no_show_rate(0, 0)", None),
        ("cancellation_rate(0, 0, 0)", None),
    ],
)
def test_a_ratio_is_part_by_whole_and_unknown_without_a_whole(value, ratio, expected):
    assert value(ratio) == expected


@pytest.mark.parametrize(
    "z", [-40, -8, -7.1, -5, -1.959963984540054, -1, -0.001, 0, 0.3, 1.2816, 3, 7.05, 7.2, 9]
)
def test_the_normal_distribution_is_that_of_the_libraries(value, z):
    assert value(f"normal_cdf({z})") == pytest.approx(stats.norm.cdf(z), abs=1e-14)
    assert value(f"two_sided_p({z})") == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-12)


def test_a_change_between_two_waves_has_the_published_test(rows):
    # From 120 promoters and 30 detractors of 200 to 90 and 40 of 180.
    ((change, error, z, p, low, high),) = rows(
        "select * from metrics.nps_change(120, 30, 200, 90, 40, 180)"
    )
    assert (change, error) == (
        pytest.approx(-17.222222, abs=1e-6),
        pytest.approx(7.950583, abs=1e-6),
    )
    assert (z, p) == (pytest.approx(-2.166159, abs=1e-6), pytest.approx(0.030299, abs=1e-6))
    assert (low, high) == (pytest.approx(-32.805, abs=1e-3), pytest.approx(-1.639, abs=1e-3))


def test_two_waves_without_any_spread_cannot_be_tested(rows):
    ((change, error, z, p, low, high),) = rows(
        "select * from metrics.nps_change(10, 0, 10, 12, 0, 12)"
    )
    assert (change, error, z, p, low, high) == (0, 0, None, None, 0, 0)


def test_a_wave_without_answers_has_no_change(rows):
    assert rows("select * from metrics.nps_change(0, 0, 0, 12, 0, 12)") == [(None,) * 6]


def test_the_same_clients_asked_twice_are_tested_by_their_own_changes(rows):
    # Changes of nine clients: 2, 1, 1, 1, 0, 0, 0, 0, -1; sum 4, of the squares 8.
    ((change, error, z, p, low, high),) = rows("select * from metrics.nps_paired_change(4, 8, 9)")
    assert change == pytest.approx(400 / 9)
    assert error == pytest.approx(100 * ((8 / 9 - 16 / 81) / 9) ** 0.5)
    assert z == pytest.approx(change / error)
    assert p == pytest.approx(2 * stats.norm.sf(z))
    assert (low, high) == (
        pytest.approx(change - 1.959964 * error, abs=1e-4),
        pytest.approx(change + 1.959964 * error, abs=1e-4),
    )


@pytest.mark.parametrize(("clients", "change"), [(0, None), (3, 0)])
def test_nobody_and_nobody_who_changed_cannot_be_tested(rows, clients, change):
    tested = rows(f"select * from metrics.nps_paired_change(0, 0, {clients})")
    assert tested == [(change, change, None, None, change, change)]


def test_clients_who_answered_in_both_quarters_are_compared_with_themselves(rows):
    counted = "case nps_group when 'promoter' then 1 when 'detractor' then -1 else 0 end"
    answers = rows(
        f"select client_key, quarter_start, submitted_at, {counted} from "
        "marts.fct_survey_responses where client_key is not null and nps_group is not null "
        "and recommend_scale = '0-10' order by submitted_at, response_id"
    )
    last = {(client, quarter): answer for client, quarter, _, answer in answers}
    twice = {}
    for (client, quarter), answer in last.items():
        for (other, later), after in last.items():
            if client == other and quarter < later:
                twice.setdefault((quarter, later), []).append((answer, after))
    (before, after), pairs = max(twice.items(), key=lambda item: len(item[1]))
    ((_, clients, nps_before, nps_after, change, error, *_),) = rows(
        "select * from metrics.nps_change_of_same_clients("
        f"date '{before}', date '{after}', null, null, null, null)"
    )
    changes = [new - old for old, new in pairs]
    mean = sum(changes) / len(changes)
    assert clients == len(pairs) > 1
    assert nps_before == pytest.approx(100 * sum(old for old, _ in pairs) / clients)
    assert nps_after == pytest.approx(100 * sum(new for _, new in pairs) / clients)
    assert change == pytest.approx(100 * mean)
    spread = sum(one**2 for one in changes) / clients - mean**2
    assert error == pytest.approx(100 * (spread / clients) ** 0.5)


@pytest.mark.parametrize(
    ("answers", "clients", "factor"),
    [(200, 600, (400 / 599) ** 0.5), (600, 600, 0), (601, 600, 0), (1, 1, 0), (1, 0, None)],
)
def test_an_error_shrinks_where_the_base_is_finite(value, answers, clients, factor):
    assert value(f"finite_population({answers}, {clients})") == pytest.approx(factor)


# complete, partial, refused, missed, other, unknown; half of the unknown should have been asked.
ASKED = "650, 50, 150, 100, 30, 20"


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (f"response_rate_1({ASKED})", 0.65),
        (f"response_rate_2({ASKED})", 0.70),
        (f"response_rate_3({ASKED}, 0.5)", 0.656566),
        (f"response_rate_3({ASKED}, 0)", 0.663265),
        ("cooperation_rate_1(650, 50, 150, 30)", 0.738636),
        ("cooperation_rate_3(650, 50, 150)", 0.764706),
        (f"refusal_rate_1({ASKED})", 0.15),
        ("response_rate_1(0, 0, 0, 0, 0, 0)", None),
        ("refusal_rate_1(0, 0, 0, 0, 0, 0)", None),
        ("cooperation_rate_1(0, 0, 0, 0)", None),
    ],
)
def test_rates_of_people_asked_are_the_published_ones(value, rate, expected):
    assert value(rate) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("place", "salons", "share"),
    [
        (1, 1, 1),
        (1, 2, 2 / 3),
        (2, 2, 1 / 3),
        (1, 3, 1 / 2),
        (3, 3, 1 / 6),
        (4, 4, 1 / 10),
        (1.5, 3, 5 / 12),
        (1.5, 4, 0.35),
        ("null", 1, 1),
        ("null", 2, None),
        (3, 2, None),
        (0, 2, None),
        (1, "null", None),
        (1, 0, None),
    ],
)
def test_a_place_among_salons_is_a_share(value, place, salons, share):
    found = value(f"rank_share({place}, {salons})")
    assert (found if found is None else float(found)) == pytest.approx(share)


def test_the_share_of_many_wallets_is_a_ratio_of_sums(value):
    # 24,000 of 40,000 and 5,000 of 50,000: not the mean of 0.6 and 0.1.
    assert value("share_of_wallet(24000 + 5000, 40000 + 50000)") == pytest.approx(
        0.322222, abs=1e-6
    )
    assert value("share_of_wallet(0, 0)") is None


@pytest.mark.parametrize(
    ("performance", "importance", "quadrant"),
    [
        (3, 4, "keep up the good work"),
        (2.9, 4, "concentrate here"),
        (2.9, 3.9, "low priority"),
        (3, 3.9, "possible overkill"),
        ("null", 4, None),
        (3, "null", None),
    ],
)
def test_a_value_at_the_mean_is_high(value, performance, importance, quadrant):
    assert value(f"driver_quadrant({performance}, {importance}, 3, 4)") == quadrant


@pytest.mark.parametrize(
    ("change", "p", "reading"),
    [
        (-17.2, 0.0303, "down"),
        (17.2, 0.0499, "up"),
        (17.2, 0.05, "noise"),
        (0, 1, "noise"),
        (0, "null", "untested"),
        ("null", "null", "unknown"),
    ],
)
def test_a_change_is_one_below_five_in_a_hundred(value, change, p, reading):
    assert value(f"change_reading({change}, {p})") == reading


@pytest.mark.parametrize(
    ("p", "all_p", "expected"),
    [
        # Holm (1979): 0.01 of four tests is 0.04, the next 0.03 three times, and none is less than
        # one before it; equal ones stay equal.
        (0.01, "[0.01, 0.04, 0.03, 0.03]", 0.04),
        (0.03, "[0.01, 0.04, 0.03, 0.03]", 0.09),
        (0.04, "[0.01, 0.04, 0.03, 0.03]", 0.09),
        (0.03, "[0.03, null]", 0.03),
        (0.6, "[0.6, 0.7]", 1.0),
        ("null", "[0.03, null]", None),
    ],
)
def test_of_several_tests_none_is_believed_too_soon(value, p, all_p, expected):
    assert value(f"holm_p({p}, {all_p})") == (expected and pytest.approx(expected))


def test_two_shares_have_the_test_of_the_textbooks(value):
    expected = stats.chi2_contingency([[20, 80], [5, 295]], correction=False).pvalue
    assert value("share_difference_p(20, 100, 5, 300)") == pytest.approx(expected)
    assert value("share_difference_p(5, 300, 20, 100)") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("counts", "is_tested"),
    [
        # 10 of 100 and 0 of 100: five are to be expected on each side. Of 9 there are fewer.
        ("10, 100, 0, 100", True),
        ("9, 100, 0, 100", False),
        ("100, 100, 91, 100", False),
        ("0, 100, 0, 100", False),
        ("1, 1, 0, 0", False),
    ],
)
def test_shares_of_few_are_not_tested(value, counts, is_tested):
    assert (value(f"share_difference_p({counts})") is not None) == is_tested


def test_complaints_that_may_still_be_closed_in_time_do_not_count(value):
    assert value("closed_in_time_rate(2, 1, 1)") == 0.5
    assert value("closed_in_time_rate(0, 0, 0)") is None


@pytest.mark.parametrize(
    ("part", "whole"), [(120, 200), (0, 10), (10, 10), (1, 3), (21, 32), (5000, 100000)]
)
def test_a_share_has_the_interval_of_wilson(value, part, whole):
    expected = stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
    assert value(f"share_bound({part}, {whole}, -1)") == pytest.approx(expected.low, abs=1e-12)
    assert value(f"share_bound({part}, {whole}, 1)") == pytest.approx(expected.high, abs=1e-12)


def test_a_share_of_nobody_has_no_interval_and_differs_from_nothing(value):
    assert value("share_bound(0, 0, 1)") is None
    assert value("shares_z(0, 0, 1, 2)") is None
    assert value("shares_z(2, 2, 2, 2)") is None


@pytest.mark.parametrize("counts", [(45, 100, 30, 100), (21, 32, 13, 40), (1, 50, 0, 50)])
def test_two_shares_are_compared_as_by_a_chi_squared_test(value, counts):
    part, whole, before, whole_before = counts
    table = [[part, whole - part], [before, whole_before - before]]
    expected = stats.chi2_contingency(table, correction=False).pvalue
    found = value(f"two_sided_p(metrics.shares_z({part}, {whole}, {before}, {whole_before}))")
    assert found == pytest.approx(expected)
