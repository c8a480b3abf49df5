"""The pages under test: run without a browser by AppTest, and once in a real one."""

import json
import shutil
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import made_once, regulars
from tests.dashboard import browser, drawn
from warehouse import builds
from warehouse.reading import Warehouse
from warehouse.workspace import Workspace

BOOKINGS = "booking_ref,starts_at,client_name,client_ref,service,status,net_amount"
DASHBOARD = Path(__file__).parents[2] / "dashboard"
PAGES = (
    "month",
    "clients",
    "retention",
    "calls",
    "rfm",
    "loyalty",
    "wallet",
    "value",
    "budget",
    "campaign",
    "nps",
    "drivers",
    "voices",
    "follow_up",
    "team",
    "data",
)
# With the pages of one person and of files, which no slice narrows.
EVERY_PAGE = (*PAGES, "client", "load")


@pytest.fixture
def open_app(monkeypatch):
    """Open the app on a workspace, at an address, on a page."""

    def opened(workspace, page="month", **address):
        monkeypatch.setenv("REGULARS_WORKSPACE", str(workspace))
        app = AppTest.from_file(DASHBOARD / "app.py", default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        return app if page == "month" else app.switch_page(view(page)).run()

    return opened


def view(page):
    return str(DASHBOARD / "views" / f"{page}.py")


def said(app):
    """Everything the page says in words."""
    parts = (app.header, app.subheader, app.caption, app.markdown, app.info, app.error)
    return "\n".join([*(element.value for part in parts for element in part), *drawn.words(app)])


def figures(app):
    """The figures of the page by their labels."""
    of_cards = {label: card["value"] for label, card in drawn.cards(app).items()}
    return {metric.label: metric.value for metric in app.metric} | of_cards


@pytest.fixture
def load_address(empty_workspace):
    """The page Load of an empty salon, served."""
    browser.chromium()
    with browser.served(empty_workspace) as served:
        yield f"{served}/load"


@pytest.fixture
def open_page(load_address):
    """Open a window of Chromium by its width and height; it closes before the server does."""
    assert load_address
    with browser.windows() as opened:
        yield opened


@pytest.fixture(scope="session")
def one_client(tmp_path_factory):
    """A salon to which one client came, once."""

    def make(folder):
        regulars("init", folder)
        rows = (BOOKINGS, "B1,2026-03-31 10:00,Ada,A1,Haircut,completed,40.00", "")
        (folder / "inbox" / "booking_lines.csv").write_text("\n".join(rows), encoding="utf-8")
        regulars("refresh", workspace=folder)

    return made_once(tmp_path_factory, "salon-of-one", make)


@pytest.fixture(scope="session")
def warehouse(demo_workspace):
    """The published build of the demo salon."""
    return Warehouse(builds.latest(Workspace(demo_workspace).warehouse))


@pytest.fixture(scope="session")
def own_address(warehouse):
    """What stands in the address of a page alone: on the card of a client, who it is."""
    ((key,),) = warehouse.ask("""
        select client_key
        from marts.fct_complaints
        inner join marts.fct_survey_responses using (client_key)
        inner join marts.fct_visits using (client_key)
        group by client_key
        order by count(*) desc, client_key
        limit 1
    """).rows()
    return lambda page: {"client": key} if page == "client" else {}


@pytest.fixture(scope="session")
def ask(warehouse, ask_of):
    """Answer a question file with a slice, all where nothing is said."""
    return partial(ask_of, warehouse)


@pytest.fixture(scope="session")
def ask_of():
    """The same of whatever build is given first."""

    def answered(opened, question, **given):
        slicers = ("branches", "client_types", "categories", "services", "channels", "staff")
        conditions = ("loyalty_types", "value_thirds", "wallet_bands", "segments")
        others = ("overdue_states", "least_value", "voices", "typed", "band", "most")
        nothing = (*slicers, *conditions, *others)
        sql = (DASHBOARD / "queries" / f"{question}.sql").read_text(encoding="utf-8")
        return opened.ask(sql, {**dict.fromkeys(nothing), **given})

    return answered


@pytest.fixture
def own_workspace(demo_workspace, tmp_path):
    """A copy of the demo salon that a test may change."""
    source, target = Workspace(demo_workspace), Workspace(tmp_path / "own")
    shutil.copytree(source.warehouse, target.warehouse)
    shutil.copytree(source.landing, target.landing)
    shutil.copy(source.settings_file, target.settings_file)
    return target


@pytest.fixture
def publish(own_workspace):
    """Publish a copy of the current build after a change, as a later build would be."""

    def published(*statements, name="regulars-20270101T000000000000.duckdb", at="2027-01-01"):
        said = builds.publication(own_workspace.warehouse)
        shutil.copy(own_workspace.warehouse / said.file, own_workspace.warehouse / name)
        (own_workspace.warehouse / name).chmod(0o600)
        with duckdb.connect(str(own_workspace.warehouse / name)) as connection:
            for statement in statements:
                connection.execute(statement)
        newer = replace(said, file=name, published_at=f"{at}T12:00:00+00:00")
        builds.point_to(own_workspace.warehouse, newer)
        assert json.loads((own_workspace.warehouse / "CURRENT").read_text()) == asdict(newer)

    return published


@pytest.fixture
def open_with(open_app, own_workspace, publish):
    """Open a page on a build that statements, or lists of them, have changed."""

    def opened(page, *statements, **address):
        given = [[one] if isinstance(one, str) else one for one in statements]
        publish(*(statement for several in given for statement in several))
        app = open_app(own_workspace.root, page, **address)
        assert not app.exception
        return app

    return opened


def plain(app):
    """Everything the page says, without what Markdown and typesetting need."""
    return said(app).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
