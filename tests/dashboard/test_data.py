"""The page about the data: the balance of rows, what was refused and why, how fresh it is."""

import pytest

from ingestion import loading
from tests.dashboard.conftest import figures, said
from warehouse import landing
from warehouse.settings import Settings

HEADERS = "Booking,Starts at,Client,Service,Branch,Status,Net amount\n"


def test_the_parts_of_the_balance_are_those_of_the_log(open_app, demo_workspace, own_workspace):
    log = landing.loads(own_workspace)
    text = said(open_app(demo_workspace, "data")).replace("\N{NO-BREAK SPACE}", " ")
    assert f"{log['rows_read'].sum():,} rows read = {log['rows_landed'].sum():,} taken" in text


def test_freshness_says_last_day_last_load_and_last_build(open_app, demo_workspace):
    shown = figures(open_app(demo_workspace, "data"))
    assert shown["Data up to"] == "31 Oct 2026"
    assert set(shown) == {"Data up to", "Last load", "Last build"}
    assert "—" not in shown.values()


def test_a_refused_file_is_shown_with_its_reason(open_app, own_workspace, tmp_path):
    picture = tmp_path / "sales.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    loading.load_file(picture, own_workspace, Settings())
    app = open_app(own_workspace.root, "data")
    assert not app.exception
    assert "Files refused" in said(app)
    assert "sales" in str(app.table[0].value)


def test_every_mart_is_listed_with_what_it_holds(open_app, demo_workspace):
    marts = open_app(demo_workspace, "data").table[-1].value
    assert {r"client\_quarters", r"monthly\_kpis", "rfm"} <= set(marts["Table"])
    assert (marts["What it holds"].str.len() > 20).all()


@pytest.mark.parametrize("measure", ["revenue without a client", "clients known by name only"])
def test_weaknesses_of_the_data_are_listed(open_app, demo_workspace, measure):
    assert measure in set(open_app(demo_workspace, "data").table[0].value["Weakness"])
