"""No two pages disagree, nor a page with SQL that knows nothing of its macros, for any slice."""

import re
from datetime import date
from itertools import pairwise

import pytest

from tests.dashboard.conftest import figures, said, view
from tests.dashboard.drawn import wrapped_tables

QUARTER, MONTH = date(2026, 7, 1), date(2026, 9, 1)
# What the address says, and the same as conditions on lines of visits.
GRID = {
    "everything": ({}, "true"),
    "a branch": ({"branches": "Riverside"}, "branch = 'Riverside'"),
    "two categories": (
        {"categories": ["Hair", "Nails"]},
        "service_category in ('hair', 'nails')",
    ),
    "a type": ({"types": "Regular"}, "client_type = 'regular'"),
    "a branch and a category": (
        {"branches": "Riverside", "categories": "Colour"},
        "branch = 'Riverside' and service_category = 'colour'",
    ),
    "a type and two branches": (
        {"types": ["New", "Returning"], "branches": ["Riverside", "Old Town"]},
        "client_type in ('new', 'returning') and branch in ('Riverside', 'Old Town')",
    ),
}
each_slice = pytest.mark.parametrize("name", GRID)


@pytest.fixture
def some_staff(warehouse):
    """The member of staff who did most."""
    return warehouse.ask(
        "select staff from marts.fct_visit_lines where staff is not null "
        "group by staff order by count(*) desc, staff limit 1"
    ).item()


def number(text):
    """Read a figure of a card: €12,400 is 12400."""
    return float("".join(sign for sign in text if sign.isdigit() or sign in ".-"))


def counted(warehouse, condition):
    """Count a month of a slice straight from the lines of visits."""
    ((revenue, visits, clients, new_clients),) = warehouse.ask(
        f"""
        select
            sum(net_amount),
            count(distinct visit_id) filter (where not is_refund),
            count(distinct client_key) filter (where not is_refund),
            count(distinct client_key) filter (
                where visit_id in (select visit_id from marts.fct_visits where visit_number = 1)
                and not is_refund
            )
        from marts.fct_visit_lines
        where month_start = $month and ({condition})
        """,
        {"month": MONTH},
    ).rows()
    return float(revenue), visits, clients, new_clients


@each_slice
def test_the_month_is_what_its_lines_say(open_app, demo_workspace, warehouse, name):
    address, condition = GRID[name]
    agrees(open_app, demo_workspace, warehouse, address, condition)


def test_the_month_of_one_member_of_staff_is_what_the_lines_say(
    open_app, demo_workspace, warehouse, some_staff
):
    condition = f"staff = '{some_staff}'"
    agrees(open_app, demo_workspace, warehouse, {"staff": some_staff}, condition)


def agrees(open_app, workspace, warehouse, address, condition):
    app = open_app(workspace, quarters="2026 Q3", month="2026-09", **address)
    assert not app.exception
    shown = figures(app)
    revenue, visits, clients, new_clients = counted(warehouse, condition)
    assert number(shown["Visits"]) == visits
    assert number(shown["Clients"]) == clients
    assert number(shown["New clients"]) == new_clients
    # From a thousand on, money is written without cents.
    assert number(shown["Revenue"]) == pytest.approx(revenue, abs=0.5)
    assert number(shown["Average check"]) == pytest.approx(revenue / visits, abs=0.5)


@each_slice
def test_pages_that_count_the_same_clients_agree(open_app, demo_workspace, warehouse, name):
    address, condition = GRID[name]
    app = open_app(demo_workspace, "clients", quarters="2026 Q3", **address)
    assert not app.exception
    told = number(figures(app)["How many clients ever?"])
    by_lines = "category" in condition
    belonging = condition.replace("branch in", "last_branch in").replace(
        "branch =", "last_branch ="
    )
    if by_lines:
        parts = [part for part in condition.split(" and ") if "category" in part]
        clients = " and ".join(part for part in belonging.split(" and ") if "category" not in part)
        belonging = f"""({clients or "true"}) and client_key in (
            select client_key from marts.fct_visit_lines
            where quarter_start = date '2026-07-01' and not is_refund and {parts[0]}
        )"""
    assert (
        told
        == warehouse.ask(
            "select count(*) from marts.client_quarters "
            f"where quarter_start = date '2026-07-01' and {belonging}"
        ).item()
    )
    cells = app.switch_page(view("rfm")).run()
    assert not cells.exception
    assert counted_in(cells, "Group") == told


def counted_in(app, column):
    """Add up the clients of a page's table that has a column."""
    (table,) = (table for table in wrapped_tables(app) if column in table.columns)
    return sum(number(text) for text in table["Clients"])


def test_quarters_add_up_to_what_all_of_them_are(open_app, demo_workspace, warehouse):
    quarters = ("2026 Q1", "2026 Q2", "2026 Q3")
    answers = [
        asked_in(open_app(demo_workspace, "nps", quarters=names))
        for names in (*quarters, list(quarters))
    ]
    assert sum(answers[:3]) == answers[3]
    assert answers[3] == (
        warehouse.ask(
            "select count(*) from marts.fct_survey_responses "
            "where quarter_start between date '2026-01-01' and date '2026-07-01' "
            "and recommend_scale = '0-10'"
        ).item()
    )


def asked_in(app):
    """Read on the page of scores how many were asked."""
    return int(re.search(r"of (\d+)\s+people asked", said(app)).group(1))


def test_a_longer_window_never_holds_fewer_returns(open_app, demo_workspace):
    shares = [
        number(figures(open_app(demo_workspace, "retention", days=days))["New clients came again"])
        for days in ("30", "60", "90", "180")
    ]
    assert all(shorter <= longer for shorter, longer in pairwise(shares))
