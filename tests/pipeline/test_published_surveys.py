"""Scores, response rates and shares that were published, through the macros of a build."""

import polars as pl
import pytest

from tests.pipeline.conftest import SHARED, current


@pytest.fixture(scope="module")
def published():
    def read(name):
        if not SHARED.is_dir():
            pytest.skip("the folder of real and published files is not beside the project")
        return pl.read_csv(SHARED / "golden" / f"{name}.csv")

    return read


@pytest.fixture(scope="module")
def compute(small_salon):
    """Put the rows of a table through an expression of our macros."""
    warehouse = current(small_salon)

    def values(table, *expressions):
        rows = ", ".join(str(row).replace("None", "null") for row in table.rows())
        columns = ", ".join(f'"{name}"' for name in table.columns)
        chosen = ", ".join(f"cast({text} as double)" for text in expressions)
        return warehouse.ask(
            f"select {chosen} from (values {rows}) as published ({columns})"
        ).rows()

    return values


def assert_near(found, expected, tolerance=1e-6):
    assert len(found) == expected.height > 0
    for ours, theirs in zip(found, expected.rows(), strict=True):
        assert ours == pytest.approx(theirs, abs=tolerance)


def test_scores_and_their_errors(published, compute):
    cases = published("nps_expected")
    found = compute(
        cases,
        "metrics.nps(promoters, detractors, n)",
        "metrics.nps_variance(promoters, detractors, n)",
        "metrics.nps_standard_error(promoters, detractors, n)",
        "metrics.nps_bound(promoters, detractors, n, -1)",
        "metrics.nps_bound(promoters, detractors, n, 1)",
    )
    # The published interval is not clipped to the scale.
    clipped = cases.select("nps", "var", "se", "aw_lo", pl.col("aw_hi").clip(upper_bound=100))
    assert_near(found, clipped)


def test_rates_of_people_asked(published, compute):
    cases = published("aapor_expected")
    assert_near(
        compute(
            cases,
            "metrics.response_rate_1(I, P, R, NC, O, U)",
            "metrics.response_rate_2(I, P, R, NC, O, U)",
            "metrics.response_rate_3(I, P, R, NC, O, U, e)",
            "metrics.response_rate_3(I, P, R, NC, O, U, 0)",
            "metrics.cooperation_rate_1(I, P, R, O)",
            "metrics.cooperation_rate_3(I, P, R)",
            "metrics.refusal_rate_1(I, P, R, NC, O, U)",
        ),
        cases.select("RR1", "RR2", "RR3", "RR5", "COOP1", "COOP3", "REF1"),
    )


def test_places_among_salons(published, compute):
    cases = published("wallet_rank_expected")
    assert_near(compute(cases, "metrics.rank_share(rank, n_brands)"), cases.select("score"), 1e-8)


def test_importance_and_performance(published, small_salon):
    cases = published("ipa_expected")
    rows = ", ".join(map(str, cases.select("importance", "performance").rows()))
    found = current(small_salon).ask(f"""
        select metrics.driver_quadrant(
            performance, importance, avg(performance) over (), avg(importance) over ()
        ) as quadrant
        from (values {rows}) as attributes (importance, performance)
    """)
    assert found["quadrant"].to_list() == cases["quadrant"].to_list()
