"""Recommend scores: the marts' own, each answer once in a total, too few shown as counts."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard import people_asked
from tests.dashboard.answers import EMPTY, answers, asked
from tests.dashboard.conftest import DASHBOARD, figures, plain, said


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
    assert total["promoters"] + total["passives"] + total["detractors"] == answered.height
    promoters = answered.filter(pl.col("nps_group") == "promoter").height
    detractors = answered.filter(pl.col("nps_group") == "detractor").height
    assert total["nps"] == pytest.approx(100 * (promoters - detractors) / answered.height)


def test_what_became_of_those_asked_adds_up(ask, quarters):
    total = ask("people_asked", quarters=quarters).row(0, named=True)
    parts = ("answered", "partly_answered", "refusals", "not_reached")
    assert sum(total[part] for part in parts) == total["invited"] > 0


def test_the_rates_are_those_of_response_rates(ask, warehouse, quarters):
    (row,) = ask("people_asked", quarters=quarters[:1], branches=["Riverside"]).to_dicts()
    mart = warehouse.ask(
        "select sum(answered) as answered, sum(invited) as invited, sum(refusals) as refusals "
        "from marts.response_rates where branch = 'Riverside' and quarter_start = "
        f"date '{quarters[0]}'"
    ).row(0, named=True)
    assert row["response_rate_1"] == pytest.approx(mart["answered"] / mart["invited"])
    assert row["refusal_rate_1"] == pytest.approx(mart["refusals"] / mart["invited"])


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
    total = ask("people_asked", quarters=quarters, branches=["Riverside"])
    assert total["invited"].item() == responses.filter(pl.col("branch") == "Riverside").height


def test_a_service_narrows_the_total_to_answers_about_it(ask, warehouse, quarters):
    about = warehouse.ask(
        "select distinct response_id from marts.fct_response_services "
        "where service_category = 'nails'"
    )
    total = ask("people_asked", quarters=quarters, categories=["nails"])
    assert total["invited"].item() == about.height > 0


def test_the_page_shows_score_interval_and_number_of_answers(open_app, demo_workspace):
    app = open_app(demo_workspace, "nps", quarters="")
    assert figures(app)["NPS on the scale 0-10"][0] in "+-0123456789"
    assert "With 95% certainty the score of all clients lies between" in said(app)
    assert app.metric[0].help


@pytest.fixture
def opened(open_with):
    return lambda *statements, **address: open_with("nps", EMPTY, *statements, **address)


def test_the_published_change_is_said_to_be_a_real_drop(opened):
    # From 120, 50 and 30 to 90, 50 and 40: minus 17.22, p 0.0303, between -32.8 and -1.6.
    before = answers(120, 50, 30, quarter="2026-07-01")
    app = opened(before, answers(90, 50, 40))
    assert figures(app)["NPS on the scale 0-10"] == "+28"
    assert "180 answers. With 95% certainty the score of all clients lies between +16 and +39." in (
        plain(app)
    )
    assert "**NPS +28** in 2026 Q4: 50.0% would recommend you, 22.2% would not." in plain(app)
    assert "2026 Q4 against 2026 Q3: **-17 points, a real drop** (-33 to -2)." in plain(app)
    assert "2026 Q4 against 2025 Q4: not compared, 180 answers and 0 answers." in plain(app)
    assert "Next: the drop is real. Read what detractors wrote" in plain(app)


def test_of_two_tests_that_are_read_together_the_same_change_is_noise(opened):
    # Holm: 0.0303 twice is 0.0606.
    app = opened(
        answers(120, 50, 30, quarter="2026-07-01"),
        answers(120, 50, 30, quarter="2025-10-01"),
        answers(90, 50, 40),
    )
    for before in ("2026 Q3", "2025 Q4"):
        assert (
            f"2026 Q4 against {before}: -17 points (-33 to -2), **within noise**: alone it would "
            "count, of two comparisons it does not." in plain(app)
        )
    assert "the drop is real" not in plain(app)


@pytest.mark.parametrize(
    ("number", "shown", "remark"),
    [
        (9, "—", "9 answers, too few for one, which needs 10"),
        (10, "+100", "10 answers: few, read the score with reserve"),
        (29, "+100", "29 answers: few, read the score with reserve"),
        (30, "+100", "30 answers. With 95% certainty"),
    ],
)
def test_a_score_is_hidden_indicative_or_sound_by_its_answers(opened, number, shown, remark):
    app = opened(answers(promoters=number))
    assert figures(app)["NPS on the scale 0-10"] == shown
    assert remark in plain(app)
    assert f"**{number} promoters** (9-10), **0 passives** (7-8)" in plain(app)


def test_all_promoters_twice_have_no_spread_to_test(opened):
    app = opened(answers(promoters=40, quarter="2026-07-01"), answers(promoters=40))
    assert "2026 Q4 against 2026 Q3: 0 points; no spread to test." in plain(app)
    assert "Next: nobody is a detractor." in plain(app)


def test_one_answer_is_an_answer_and_no_score(opened):
    app = opened(answers(detractors=1))
    assert figures(app)["NPS on the scale 0-10"] == "—"
    assert "**No score yet**: 1 answer, too few for one, which needs 10." in plain(app)
    assert "Too few answers to compare: the counts are below." in plain(app)


def test_where_all_refused_the_page_says_so_and_shows_who(opened):
    app = opened(asked(6, outcome="refused"), asked(4, outcome="no_contact"))
    assert figures(app)["Response rate"] == "0.0%"
    assert "**No score**: nobody gave one on a scale of 0-10 or 1-10." in plain(app)
    assert (
        "0.0% of 10 people asked answered in full (0.0% counting parts), 60.0% refused. "
        "Of those who were reached, 0.0% answered." in plain(app)
    )


def test_where_nobody_was_reached_nobody_who_was_reached_answered(opened):
    app = opened(asked(4, outcome="no_contact"))
    assert "Of those who were reached, — answered." in plain(app)


def test_marks_of_five_are_satisfaction_and_no_score(opened):
    five = {"recommend_scale": "1-5"}
    app = opened(asked(8, recommend_score=5, **five), asked(4, recommend_score=2, **five))
    assert figures(app)["NPS"] == "—"
    assert (
        "12 answers on the scale 1-5, which measures satisfaction and is no NPS: 66.7% gave 4 or "
        "5, the mean is 4.00." in plain(app)
    )


@pytest.mark.parametrize(("scale", "score"), [("0-10", "+100"), ("1-10", "-100")])
def test_two_scales_are_chosen_between_and_never_added_up(opened, scale, score):
    statements = (answers(promoters=30), answers(detractors=20, recommend_scale="1-10"))
    assert figures(opened(*statements, scale=scale))[f"NPS on the scale {scale}"] == score


def test_a_branch_that_is_really_better_stands_out(opened):
    # 80 and 10 of 100 against 40 and 30 of 100: +60 points, far beyond the standard error of 9.
    app = opened(
        answers(80, 10, 10, branch="Station"),
        answers(40, 30, 30, branch="Riverside"),
        compare="Branch",
    )
    text = plain(app)
    assert "Really better than the others: **Station**. Really worse: **Riverside**." in text
    assert "**Riverside is really worse than Station**: +10 against +70, -60 points" in text


def test_any_two_are_compared_by_the_address(opened):
    app = opened(
        answers(20, 10, 10, client_type="regular"),
        answers(20, 10, 10, client_type="new"),
        answers(4, 0, 5, client_type="returning"),
        compare="Client type",
        this_client_type="New",
        against_client_type="Returning",
    )
    assert "New and Returning: not compared, one has fewer than 10 answers." in plain(app)
    app.selectbox(key="against_client_type").set_value("regular").run()
    assert "New and Regular differ **within noise**: +25 against +25, 0 points" in plain(app)
    app.selectbox(key="this_client_type").set_value("regular").run()
    assert "Choose two different ones." in plain(app)


def test_an_answer_about_two_services_is_left_out_where_the_two_are_compared(warehouse):
    both = warehouse.ask(
        "select count(*) from (select response_id from metrics.answers_by('service_category', "
        "'0-10', (select list(quarter_start) from marts.dim_quarters), null, null, null, null) "
        "where member in ('hair', 'colour') group by response_id having count(*) = 2)"
    ).item()
    assert both > 0
    quarters = warehouse.ask("select quarter_start from marts.dim_quarters")["quarter_start"]
    sql = (DASHBOARD / "queries" / "nps_pair.sql").read_text("utf-8")
    nothing = dict.fromkeys(("branches", "client_types", "categories", "services", "staff"))
    given = {"grouping": "service_category", "first": "hair", "second": "colour", "scale": "0-10"}
    row = warehouse.ask(sql, {**nothing, **given, "quarters": quarters.to_list()})
    assert row["of_both"].item() == both


def test_the_weighted_score_is_of_the_whole_salon_alone(open_app, demo_workspace, warehouse):
    weighted = warehouse.ask(
        "select nps_weighted from marts.nps_weighted where quarter_start = "
        "(select max(quarter_start) from marts.nps_weighted where reading != 'hidden')"
    ).item()
    newest = warehouse.ask(
        "select quarter_name from marts.dim_quarters where quarter_start = "
        "(select max(quarter_start) from marts.nps_weighted where reading != 'hidden')"
    ).item()
    label = f"Weighted to the clients of {newest}"
    app = open_app(demo_workspace, "nps", quarters=newest)
    assert figures(app)[label] == f"{round(weighted):+d}"
    app = open_app(demo_workspace, "nps", quarters=newest, branches="Riverside")
    assert figures(app)[label] == "—"
    assert "Known of the whole salon alone" in said(app)


def test_a_quarter_at_the_beginning_of_the_data_is_compared_with_nothing(
    open_app, demo_workspace, warehouse
):
    first = warehouse.ask(
        "select quarter_name from marts.dim_quarters order by quarter_start limit 1"
    ).item()
    app = open_app(demo_workspace, "nps", quarters=first)
    assert not app.exception
    assert "the data do not reach back to compare it" in said(app) or app.info


def test_the_outcomes_are_listed_from_asked_to_not_reached():
    total = {"invited": 9, "answered": 4, "partly_answered": 1, "refusals": 2, "not_reached": 2}
    assert people_asked.outcomes(total).rows() == [
        ("Asked", 9),
        ("Answered", 4),
        ("Answered in part", 1),
        ("Refused", 2),
        ("Not reached", 2),
    ]
