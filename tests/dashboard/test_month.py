"""The figures of the month are those of the marts, whatever the slice."""

import re
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard import formats
from tests.dashboard.conftest import figures, said

BRANCHES = ("Riverside", "Old Town", "Station")
MONTHS = (date(2026, 10, 1), date(2026, 3, 1), date(2025, 6, 1))
SAME_EVERYWHERE = {
    "figures_by_month": (
        "revenue",
        "service_revenue",
        "product_revenue",
        "visits",
        "clients",
        "new_clients",
        "average_check",
        "arpu",
        "visits_per_client",
        "rebooking_rate",
        "retail_share",
    ),
    "standing_by_month": ("regular_clients", "lost_clients", "no_show_rate", "cancellation_rate"),
}


@pytest.fixture(scope="session")
def kpis(warehouse):
    return warehouse.ask("select * from marts.monthly_kpis")


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("question", SAME_EVERYWHERE)
def test_a_branch_has_the_figures_of_monthly_kpis(ask, kpis, question, branch, month):
    columns = ["month_start", *SAME_EVERYWHERE[question]]
    answer = ask(question, month=month, branches=[branch]).select(columns)
    expected = kpis.filter(
        (pl.col("branch") == branch) & pl.col("month_start").is_in(answer["month_start"].implode())
    )
    assert answer.height > 1
    assert_frame_equal(
        answer.sort("month_start"), expected.select(columns).sort("month_start"), check_dtypes=False
    )


@pytest.mark.parametrize("branch", BRANCHES)
def test_retention_is_that_of_monthly_kpis_once_it_is_known(ask, kpis, branch):
    columns = ["month_start", "first_visit_retention_90d", "repeat_retention_90d"]
    answer = ask("retention_by_month", month=MONTHS[0], branches=[branch]).select(columns)
    expected = kpis.filter(
        (pl.col("branch") == branch) & pl.col("month_start").is_in(answer["month_start"].implode())
    ).select(columns)
    assert answer["month_start"].max() == date(2026, 7, 1)
    assert answer["first_visit_retention_90d"].drop_nulls().len() > 6
    assert_frame_equal(answer, expected.sort("month_start"))


def test_a_month_younger_than_the_window_is_left_out(ask):
    known = ask("retention_by_month", month=MONTHS[0])["month_start"]
    assert date(2026, 8, 1) not in known
    assert date(2026, 7, 1) in known


@pytest.mark.parametrize("branch", BRANCHES)
def test_the_score_is_that_of_monthly_kpis_where_it_is_shown(ask, kpis, branch):
    answer = ask("nps_by_month", month=MONTHS[0], branches=[branch], scale="0-10")
    expected = kpis.filter(pl.col("branch") == branch).select("month_start", "responses", "nps")
    both = answer.join(expected, on="month_start")
    shown = both.filter(pl.col("nps").is_not_null())
    assert both["responses"].to_list() == both["responses_right"].to_list()
    assert (both.filter(pl.col("nps").is_null())["responses"] < 10).all()
    assert shown["nps"].to_list() == pytest.approx(shown["nps_right"].to_list())


def test_the_chain_adds_up_its_branches_and_counts_each_client_once(ask, kpis):
    month = pl.col("month_start") == MONTHS[0]
    chain = ask("figures_by_month", month=MONTHS[0]).filter(month).row(0, named=True)
    branches = kpis.filter(month)
    assert chain["revenue"] == pytest.approx(branches["revenue"].sum())
    assert chain["visits"] == branches["visits"].sum()
    assert chain["new_clients"] == branches["new_clients"].sum()
    assert chain["clients"] <= branches["clients"].sum()
    assert chain["average_check"] == pytest.approx(chain["revenue"] / chain["visits"])


def test_a_service_slice_counts_its_lines_and_the_visits_with_such_a_line(ask, warehouse):
    answer = ask("figures_by_month", month=MONTHS[0], categories=["nails"], client_types=["new"])
    lines = warehouse.ask("select * from marts.fct_visit_lines").filter(
        (pl.col("service_category") == "nails")
        & (pl.col("client_type") == "new")
        & (pl.col("month_start") == MONTHS[0])
    )
    visits = lines.filter(~pl.col("is_refund"))
    row = answer.filter(pl.col("month_start") == MONTHS[0]).row(0, named=True)
    assert lines.height > 0
    assert row["revenue"] == pytest.approx(lines["net_amount"].sum())
    assert row["visits"] == visits["visit_id"].n_unique()
    assert row["clients"] == visits["client_key"].n_unique()


def test_the_cards_show_the_figures(open_app, demo_workspace, kpis):
    app = open_app(demo_workspace, branches="Riverside")
    row = kpis.filter((pl.col("branch") == "Riverside") & (pl.col("month_start") == MONTHS[0])).row(
        0, named=True
    )
    assert "October 2026, data up to 31 Oct 2026" in said(app)
    assert figures(app)["Revenue"] == formats.money(row["revenue"], "EUR")
    assert figures(app)["Visits"] == str(row["visits"])
    assert figures(app)["Regular clients"] == str(row["regular_clients"])
    assert figures(app)["No-shows"] == formats.percent(row["no_show_rate"])


def test_retention_names_the_month_it_is_known_for(open_app, demo_workspace):
    text = said(open_app(demo_workspace)).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"July 2026, of \d+ clients?\. October 2026 is not yet known\.", text)


def test_every_card_is_defined_and_compared_with_two_months(open_app, demo_workspace):
    app = open_app(demo_workspace)
    assert len(app.metric) == 3 + 16
    assert all(metric.help for metric in app.metric)
    assert "Sep 2026" in said(app)
    assert "Oct 2025" in said(app)


def test_the_questions_of_the_card_file_stand_first(open_app, demo_workspace):
    month = open_app(demo_workspace)
    clients = open_app(demo_workspace, page="clients")
    first = [(metric.label, metric.value) for metric in month.metric[:3]]
    assert first == [(metric.label, metric.value) for metric in clients.metric[:3]]
    assert first[0][0] == "How many regular clients?"
    assert "The card file, as of 31 Oct 2026 (2026 Q4)" in said(month)
    assert dict(first)["How many regular clients?"] == figures(month)["Regular clients"]


def test_figures_that_know_no_service_are_left_out_and_the_page_says_why(open_app, demo_workspace):
    app = open_app(demo_workspace, categories="Hair")
    left_out = {"Regular clients", "Lost clients", "No-shows", "Cancellations"}
    assert not left_out & set(figures(app))
    assert "Regular and lost clients, no-shows and cancellations are left out" in said(app)


def test_a_running_month_says_so(open_app, own_workspace, publish):
    publish(
        "update marts.monthly_kpis set as_of = date '2026-10-20' where month_start = '2026-10-01'"
    )
    assert "October 2026 is still running" in said(open_app(own_workspace.root))


def test_the_month_is_the_last_one_of_the_chosen_quarters(open_app, demo_workspace):
    app = open_app(demo_workspace, quarters=["2026 Q1", "2025 Q4"])
    assert "March 2026, data up to 31 Mar 2026" in said(app)
