"""The three questions of the card file, types and stages are those of client_quarters."""

from datetime import date

import polars as pl
import pytest

from tests.dashboard.conftest import figures, said

NEWEST = date(2026, 10, 1)


@pytest.fixture(scope="session")
def client_quarters(warehouse):
    return warehouse.ask("select * from marts.client_quarters").filter(
        pl.col("quarter_start") == NEWEST
    )


def test_the_three_questions_are_answered_from_client_quarters(ask, client_quarters):
    answer = ask("card_file", quarter=NEWEST).row(0, named=True)
    once = client_quarters.filter(pl.col("visits_to_date") == 1)
    assert answer["clients"] == client_quarters.height
    assert answer["regular_clients"] == client_quarters["is_regular"].sum()
    assert answer["came_once"] == once.height
    assert answer["came_once_lately"] == once.filter(pl.col("stage") == "first_visit").height


@pytest.mark.parametrize("branch", [None, "Riverside", "Old Town", "Station"])
def test_regular_clients_are_as_many_as_on_the_page_of_the_month(ask, branch):
    branches = [branch] if branch else None
    month = ask("month_compared", month=NEWEST, branches=branches, scale="0-10")
    card_file = ask("card_file", quarter=NEWEST, branches=branches)
    newest = month.filter(pl.col("figure") == "regular_clients")["value_now"][0]
    assert card_file["regular_clients"].item() == newest > 0


def test_every_client_belongs_to_one_branch(ask, client_quarters):
    branches = ("Riverside", "Old Town", "Station")
    counted = [ask("card_file", quarter=NEWEST, branches=[branch]) for branch in branches]
    assert pl.concat(counted)["clients"].sum() == client_quarters.height


def test_a_client_belongs_to_a_service_had_in_the_quarter(ask, warehouse):
    lines = warehouse.ask("select * from marts.fct_visit_lines").filter(
        (pl.col("quarter_start") == NEWEST)
        & (pl.col("service_category") == "nails")
        & ~pl.col("is_refund")
    )
    answer = ask("card_file", quarter=NEWEST, categories=["nails"])
    assert answer["clients"].item() == lines["client_key"].drop_nulls().n_unique() > 0


def test_types_add_up_to_all_clients_and_all_revenue(ask, client_quarters, warehouse):
    types = ask("clients_by_type", quarter=NEWEST).filter(pl.col("quarter_start") == NEWEST)
    lines = warehouse.ask("select * from marts.fct_visit_lines").filter(
        pl.col("quarter_start") == NEWEST
    )
    assert types["clients"].sum() == client_quarters.height
    assert types["revenue"].sum() == pytest.approx(lines["net_amount"].sum())
    assert types["share"].sum() == pytest.approx(1)


def test_stages_add_up_to_all_clients(ask, client_quarters):
    assert ask("clients_by_stage", quarter=NEWEST)["clients"].sum() == client_quarters.height


def test_beyond_the_last_stage_nobody_goes_farther(ask):
    stages = ask("clients_by_stage", quarter=NEWEST)
    assert stages["stage"][-1] == "loyalty"
    farther = stages["conversion_to_next"]
    assert farther[-1] is None
    assert farther.head(-1).null_count() == 0


def test_the_page_asks_the_three_questions(open_app, demo_workspace, client_quarters):
    app = open_app(demo_workspace, "clients")
    assert list(figures(app)) == [
        "How many regular clients?",
        "How many clients ever?",
        "How many came once and never returned?",
    ]
    assert figures(app)["How many clients ever?"] == f"{client_quarters.height:,}"
    assert all(metric.help for metric in app.metric)


def test_an_older_quarter_shows_the_card_file_of_its_day(open_app, demo_workspace):
    app = open_app(demo_workspace, "clients", quarters="2025 Q4")
    assert "as of 31 Dec 2025 (2025 Q4)" in said(app)
    assert "still running" not in said(app)


def test_a_running_quarter_says_where_regular_clients_stand(open_app, demo_workspace):
    assert "2026 Q4 is still running" in said(open_app(demo_workspace, "clients"))
