"""The ratios that models, pages and analysts share give the values of the literature."""

import pytest

from warehouse import builds
from warehouse.reading import Warehouse


@pytest.fixture(scope="module")
def value(demo_workspace):
    warehouse = Warehouse(builds.latest(demo_workspace / "warehouse"))
    return lambda expression: warehouse.ask(f"select metrics.{expression}").item()


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
