"""Cohorts and values on the page are those of the marts, and their doubts are said in words."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard import cohort_charts, trust, value_groups, values
from dashboard.data import Build
from tests.dashboard.conftest import said
from warehouse.builds import Publication
from warehouse.settings import Settings
from warehouse.workspace import Workspace

BUILD = Build(Workspace(None), Settings(), Publication("", "", "", 0, 0), None)
MODEL = {
    "holdout_k": 3,
    "holdout_from": date(2026, 5, 3),
    "holdout_clients": 1239,
    "holdout_expected_visits": 1325.7,
    "holdout_actual_visits": 1349,
    "holdout_bias": -0.017,
    "holdout_mae": 0.604,
    "holdout_low": 1250.6,
    "holdout_high": 1400.9,
    "holdout_low_95": 1210.7,
    "holdout_high_95": 1440.7,
    "holdout_expected_revenue": 61918.0,
    "holdout_actual_revenue": 64324.0,
    "holdout_revenue_bias": -0.037,
    "frequency_check_correlation": 0.004,
    "is_check_independent": True,
}


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def test_the_triangle_has_the_cells_of_cohorts_that_are_over(ask, warehouse):
    columns = ["clients", "active_clients", "retention", "revenue", "arpu"]
    triangle = ask("cohort_triangle", period="month")
    expected = warehouse.ask("select * from marts.cohorts where is_complete")
    assert_frame_equal(
        triangle.select("cohort_start", "age_months", *columns),
        expected.select(pl.col("cohort_month").alias("cohort_start"), "age_months", *columns).sort(
            "cohort_start", "age_months"
        ),
        check_dtypes=False,
    )


def test_the_cohorts_of_branches_add_up_to_those_of_the_salon(ask, warehouse):
    whole = ask("cohort_triangle", period="quarter")
    branches = warehouse.ask("select branch from marts.dim_branches")["branch"]
    parts = pl.concat(
        ask("cohort_triangle", period="quarter", branches=[name]) for name in branches
    )
    summed = parts.group_by("cohort_start", "age_months").agg(pl.sum("active_clients", "margin"))
    both = whole.join(summed, on=["cohort_start", "age_months"])
    assert both.height == whole.height
    assert both["active_clients"].to_list() == both["active_clients_right"].to_list()
    assert both["margin"].to_list() == pytest.approx(both["margin_right"].to_list())


def test_the_mean_line_counts_every_client_won(ask):
    cells = ask("cohort_triangle", period="month").filter(pl.col("age_months") == 2)
    (line,) = ask("cohort_lines", dimension="all").filter(pl.col("age_months") == 2).to_dicts()
    assert line["clients"] == cells["clients"].sum()
    assert line["retention"] == pytest.approx(cells["active_clients"].sum() / line["clients"])


def test_the_future_of_a_cohort_has_no_cell(ask):
    last = ask("cohort_triangle", period="month").filter(
        pl.col("cohort_start") == date(2026, 10, 1)
    )
    assert last["age_months"].to_list() == [0]


@pytest.mark.parametrize("level", value_groups.LEVELS)
def test_groups_have_the_values_of_the_mart(ask, warehouse, level):
    groups = ask("value_groups", level=level)
    expected = warehouse.ask("select * from marts.value_groups").filter(
        (pl.col("level") == level) & pl.col("clv_12m").is_not_null()
    )
    both = groups.join(expected, on="group_name", suffix="_mart")
    assert both.height == groups.height == expected.height
    assert both["clv_12m"].to_list() == both["clv_12m_mart"].to_list()
    for band in ("clv_low", "clv_high", "clv_low_95", "clv_high_95"):
        of_all = (both[band] * both["clients"]).to_list()
        assert of_all == pytest.approx(both[f"{band}_mart"].to_list())


def test_the_page_says_what_came_of_the_last_forecast(open_app, demo_workspace, warehouse):
    app = open_app(demo_workspace, "value")
    visits = warehouse.ask("select holdout_actual_visits from marts.value_model").item()
    assert f"{visits:,} came" in said(app)
    assert "Correlation of how often and how much" in said(app)


def test_a_link_opens_the_cohorts_as_they_were_looked_at(open_app, demo_workspace):
    app = open_app(
        demo_workspace,
        "value",
        **{"figure": "Margin", "cohorts": "Month", "ages": "24", "level": "Channel"},
        **{"lines": "First service", "channels": "Meta Ads"},
    )
    assert not app.exception
    assert "Margin of the month, EUR." in said(app)
    assert app.multiselect(key="channels").value == ["Meta Ads"]
    assert "Meta Ads" in set(app.dataframe[0].value["group"])


def test_a_back_test_is_said_in_words():
    assert plain(trust.back_test(MODEL, BUILD)) == (
        "Learnt from what was known before 3 May 2026, the model expected 1,326 visits of 1,239 "
        "clients in the 26 weeks since; 1,349 came: 1.7% too few. The band of 80% was 1,251 to "
        "1,401 and holds what came (95%: 1,211 to 1,441). Of one client it was off by 0.60 visits "
        "on average. In money: €61,918 expected, €64,324 came, 3.7% too little."
    )


@pytest.mark.parametrize(
    ("came", "word"), [(1250, "misses"), (1251, "holds"), (1400, "holds"), (1401, "misses")]
)
def test_a_band_that_misses_is_said_to_miss(came, word):
    assert f"and {word} what came" in plain(
        trust.back_test(MODEL | {"holdout_actual_visits": came}, BUILD)
    )


def test_too_little_known_then_is_said():
    assert "Too little was known" in trust.back_test(MODEL | {"holdout_k": None}, BUILD)


@pytest.mark.parametrize(
    ("correlation", "independent", "words"),
    [
        (0.004, True, "0.00. The model takes the two as independent, and they nearly are."),
        (-0.3, False, "-0.30. The model takes the two as independent: values are too high for"),
        (0.21, False, "0.21. The model takes the two as independent: values are too low for"),
        (None, None, "Too few clients paid"),
    ],
)
def test_the_correlation_is_said_with_what_follows(correlation, independent, words):
    model = {"frequency_check_correlation": correlation, "is_check_independent": independent}
    assert words in trust.independence(model)


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "0"), (999.4, "999"), (999.6, "1.0k"), (7106, "7.1k"), (12400, "12k"), (-1500, "-1.5k")],
)
def test_money_in_a_cell_takes_little_room(amount, written):
    rows = pl.DataFrame(
        {"cohort_start": [date(2026, 4, 1)], "revenue": [float(amount)], "age_months": [0]}
    )
    cells = values.cells(rows, values.MEASURES["revenue"], "quarter", "EUR")
    assert cells.select("cohort", "written").row(0) == ("2026 Q2", written)


def test_one_cohort_of_one_month_is_drawn():
    rows = pl.DataFrame(
        {
            "cohort": ["2026 Q4"],
            "age_months": [0],
            "clients": [1],
            "value": [1.0],
            "written": ["100"],
            "in_words": ["100%"],
        }
    )
    assert cohort_charts.triangle(rows, "Retention").to_dict()["layer"]
