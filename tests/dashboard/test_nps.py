"""Recommend scores: the marts' own, each answer once in a total, too few shown as counts."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard import nps
from tests.dashboard.conftest import figures, said


@pytest.fixture(scope="session")
def responses(warehouse):
    return warehouse.ask("select * from marts.fct_survey_responses")


@pytest.fixture(scope="session")
def quarters(responses):
    return responses["quarter_start"].unique().to_list()


def test_a_total_counts_every_answer_once(ask, responses, quarters):
    total = ask("nps_total", scale="0-10", quarters=quarters).row(0, named=True)
    answered = responses.filter(pl.col("nps_group").is_not_null())
    assert total["responses"] == answered.height
    assert total["invited"] == responses.height
    assert total["promoters"] + total["passives"] + total["detractors"] == answered.height
    promoters = answered.filter(pl.col("nps_group") == "promoter").height
    detractors = answered.filter(pl.col("nps_group") == "detractor").height
    assert total["nps"] == pytest.approx(100 * (promoters - detractors) / answered.height)


def test_what_became_of_those_asked_adds_up(ask, quarters):
    total = ask("nps_total", scale="0-10", quarters=quarters).row(0, named=True)
    parts = ("answered", "partly_answered", "refused", "not_reached")
    assert sum(total[part] for part in parts) == total["invited"]


def test_the_table_is_that_of_nps_by_category(ask, warehouse, quarters):
    table = ask("nps_by_group", scale="0-10", quarters=quarters)
    mart = warehouse.ask(
        "select quarter_name, mart.* from marts.nps_by_category as mart "
        "join marts.dim_quarters using (quarter_start)"
    )
    keys = ["quarter_name", "client_type", "service_category"]
    counts = ["promoters", "passives", "detractors", "responses", "response_rate", "reading"]
    assert table.height > 20
    assert_frame_equal(
        table.select(keys + counts).sort(keys), mart.select(keys + counts).sort(keys)
    )


def test_a_score_on_fewer_than_ten_answers_is_hidden(ask, quarters):
    table = ask("nps_by_group", scale="0-10", quarters=quarters)
    few = table.filter(pl.col("responses") < 10)
    assert few.height > 0
    assert few.select("nps", "nps_low", "nps_high").null_count().row(0) == (few.height,) * 3


def test_quarters_with_too_few_answers_are_absent_from_the_trend(ask):
    trend = ask("nps_by_quarter", scale="0-10", branches=["Station"])
    assert (trend["responses"] >= 10).all()


def test_a_branch_narrows_the_total(ask, responses, quarters):
    total = ask("nps_total", scale="0-10", quarters=quarters, branches=["Riverside"])
    assert total["invited"].item() == responses.filter(pl.col("branch") == "Riverside").height


def test_a_service_narrows_the_total_to_answers_about_it(ask, warehouse, quarters):
    about = warehouse.ask(
        "select distinct response_id from marts.fct_response_services "
        "where service_category = 'nails'"
    )
    total = ask("nps_total", scale="0-10", quarters=quarters, categories=["nails"])
    assert total["invited"].item() == about.height > 0


def test_the_page_shows_score_interval_and_number_of_answers(open_app, demo_workspace):
    app = open_app(demo_workspace, "nps", quarters="")
    assert figures(app)["NPS on the scale 0-10"][0] in "+-0123456789"
    assert "With 95 % certainty" in said(app)
    assert app.metric[0].help


def test_too_few_answers_show_counts_and_no_score(open_app, own_workspace, publish):
    publish(
        "delete from marts.fct_survey_responses where nps_group is not null "
        "and response_id not in (select response_id from marts.fct_survey_responses "
        "where nps_group = 'promoter' and quarter_start = '2026-10-01' limit 3)"
    )
    app = open_app(own_workspace.root, "nps")
    assert figures(app)["NPS on the scale 0-10"] == "—"
    assert "too few for a score, which needs 10" in said(app)
    assert "**3\N{NO-BREAK SPACE}promoters**" in said(app)


def test_two_scales_are_chosen_between_and_never_added_up(open_app, own_workspace, publish):
    publish(
        "update marts.fct_survey_responses set recommend_scale = '1-10' where branch = 'Riverside'"
    )
    app = open_app(own_workspace.root, "nps", quarters="", scale="1-10")
    assert not app.exception
    assert list(figures(app)) == ["NPS on the scale 1-10"]
    assert "Choose" not in said(app)


def test_the_outcomes_are_listed_from_asked_to_not_reached():
    total = {"invited": 9, "answered": 4, "partly_answered": 1, "refused": 2, "not_reached": 2}
    assert nps.outcomes(total).rows() == [
        ("Asked", 9),
        ("Answered", 4),
        ("Answered in part", 1),
        ("Refused", 2),
        ("Not reached", 2),
    ]
