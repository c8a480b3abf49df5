"""Salons too small for a model or a price: pages say so in words, and show what there is."""

from datetime import date, timedelta

import pytest

from tests.conftest import made_once, regulars
from tests.dashboard.conftest import BOOKINGS, EVERY_PAGE, figures, said


@pytest.fixture(scope="session")
def thirty_clients(tmp_path_factory):
    """A salon of thirty clients in two years."""

    def make(folder):
        regulars("init", folder)
        rows = [BOOKINGS]
        for client in range(30):
            for visit in range(1 + client % 9):
                day = date(2025, 1, 2) + timedelta(days=7 * client + 35 * visit)
                rows.append(
                    f"B{client}-{visit},{day} 10:00,C{client},C{client},Haircut,completed,40.00"
                )
        (folder / "inbox" / "booking_lines.csv").write_text("\n".join(rows), encoding="utf-8")
        regulars("refresh", workspace=folder)

    return made_once(tmp_path_factory, "salon-of-thirty", make)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_of_a_salon_of_thirty_says_what_it_can(open_app, thirty_clients, page):
    app = open_app(thirty_clients, page)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_of_a_salon_of_one_says_what_it_can(open_app, one_client, page):
    app = open_app(one_client, page)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("slicer", [{}, {"services": "Haircut"}, {"categories": "hair"}])
def test_a_salon_of_one_has_its_month_before_any_return_is_known(open_app, one_client, slicer):
    shown = figures(open_app(one_client, **slicer))
    assert shown["Revenue"] == "€40"
    assert shown["New clients"] == "1"


def test_a_salon_of_thirty_has_cohorts_and_a_sentence_in_place_of_a_model(open_app, thirty_clients):
    app = open_app(thirty_clients, "value")
    assert "Those who first came together" in said(app)
    assert "No model" in said(app)
    assert "needs 100 clients" in said(app)
    assert not app.dataframe
    assert "What it expected, and what came" not in said(app)


def test_a_salon_of_one_has_no_price_and_is_told_why(open_app, one_client):
    app = open_app(one_client, "budget")
    assert "Too few clients have a whole first year behind them" in said(app)
    assert not app.metric


def test_a_salon_of_one_has_one_to_write_to(open_app, one_client):
    app = open_app(one_client, "campaign", holdout="0")
    assert figures(app)["Clients who fit"] == "1"
    assert figures(app)["To write to"] == "1"
    assert figures(app)["Spent elsewhere"] == "—"
