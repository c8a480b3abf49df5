"""A dashboard for people who may not see who the clients are."""

import re
import subprocess
import sys
from datetime import date

import pytest
from playwright.sync_api import expect

from dashboard import contacts, serving
from tests.conftest import ROOT
from tests.dashboard import browser
from tests.dashboard.conftest import PAGES, said
from tests.dashboard.drawn import wrapped_tables
from warehouse import campaigns

LINE = "Names, phones and e-mails are not shown"


@pytest.fixture
def without_contacts(monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)


@pytest.fixture(scope="module")
def people(warehouse):
    """Every name, phone and e-mail of the demo."""
    found = warehouse.ask("select client_name, phone, email from marts.client_contacts")
    return {text for column in found.iter_columns() for text in column if text}


def shown(app):
    """All that is sent to the browser: words, cells of tables, choices."""
    cells = [str(cell) for table in app.dataframe for cell in table.value.to_numpy().ravel()]
    cells += [str(cell) for table in wrapped_tables(app) for row in table.rows() for cell in row]
    choices = [str(option) for widget in app.multiselect for option in widget.options]
    return "\n".join([said(app), *cells, *choices])


def remembered(workspace, warehouse):
    keys = warehouse.ask("select client_key from marts.dim_clients order by client_key limit 90")
    campaigns.remember(
        workspace,
        campaigns.Campaign(
            name="Summer",
            day=date(2026, 6, 30),
            chosen_by="everybody",
            build="regulars-1.duckdb",
            holdout_share=0.5,
            treated=tuple(keys["client_key"][:45]),
            held_out=tuple(keys["client_key"][45:]),
        ),
    )


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("without_contacts")
def test_no_page_names_anybody(open_app, own_workspace, warehouse, people, page):
    remembered(own_workspace, warehouse)
    app = open_app(own_workspace.root, page, cell="R3F3M3", campaign="Summer")
    assert not app.exception
    text = shown(app)
    assert [person for person in people if person in text] == []
    assert (LINE in text) == (
        page in {"calls", "rfm", "wallet", "campaign", "voices", "follow_up", "data"}
    )


def test_who_may_see_them_sees_them(open_app, own_workspace, warehouse, people):
    remembered(own_workspace, warehouse)
    for page in ("calls", "rfm", "campaign"):
        app = open_app(own_workspace.root, page, cell="R3F3M3", campaign="Summer")
        assert any(person in shown(app) for person in people)
        assert LINE not in shown(app)


@pytest.mark.usefixtures("without_contacts")
def test_a_cell_that_was_refused_may_be_a_phone():
    columns = {"row_number": ("Row", "count"), "value": ("Value", "text")}
    assert list(contacts.allowed(columns)) == ["row_number"]


@pytest.fixture
def address(own_workspace):
    """The dashboard as a person starts it who leaves the contacts out."""
    command = [sys.executable, str(ROOT / "regulars.py"), "dashboard", "--without-contacts"]
    with subprocess.Popen(
        [*command, "--workspace", str(own_workspace.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        said = next(line for line in server.stdout if "http://" in line)
        yield re.search(r"http://[\d.:]+", said).group(0)
        server.terminate()


def test_the_page_that_shows_files_is_not_there(address):
    with browser.windows() as opened:
        page = opened(1440, 900)
        page.goto(f"{address}/load")
        page.goto(address)
        browser.settled(page)
        page.get_by_test_id("stTopNavSection").filter(has_text="Behind the figures").click()
        links = page.get_by_test_id("stTopNavDropdownLink")
        expect(links.filter(has_text="Data")).to_be_visible()
        expect(links.filter(has_text="Load")).to_have_count(0)
        expect(page.get_by_text("Drop the exports")).to_have_count(0)
