"""The 27 cells, their borders and the clients in each."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard import rfm_borders, words
from dashboard.data import Build
from tests.dashboard.conftest import said
from warehouse.builds import Publication
from warehouse.settings import Settings
from warehouse.workspace import Workspace

NEWEST = date(2026, 10, 1)


@pytest.fixture(scope="session")
def rfm(warehouse):
    return warehouse.ask("select * from marts.rfm").filter(pl.col("quarter_start") == NEWEST)


def test_the_cells_hold_the_clients_and_money_of_rfm(ask, rfm):
    cells = ask("rfm_cells", quarter=NEWEST)
    expected = rfm.group_by("segment").agg(pl.len().alias("clients"), pl.sum("revenue_365d"))
    both = cells.join(expected, on="segment")
    assert both.height == expected.height
    assert both["clients"].to_list() == both["clients_right"].to_list()
    assert both["revenue"].to_list() == pytest.approx(both["revenue_365d"].to_list())


def test_the_ten_groups_hold_every_client_once(ask, rfm):
    groups = ask("rfm_groups", quarter=NEWEST)
    assert groups["clients"].sum() == rfm.height
    assert set(groups["rf_segment"]) <= set(words.GROUPS)


@pytest.mark.parametrize("cell", ["R3F3M3", "R1F1M1", "R2F2M2"])
def test_a_cell_lists_its_clients(ask, rfm, cell):
    clients = ask("rfm_clients", quarter=NEWEST, cell=cell)
    assert clients.height == rfm.filter(pl.col("segment") == cell).height
    assert clients["revenue_365d"].is_sorted(descending=True)


def test_a_link_opens_a_cell_and_its_clients(open_app, demo_workspace, rfm):
    app = open_app(demo_workspace, "rfm", cell="R3F3M3")
    names = app.dataframe[0].value["client_name"]
    assert app.selectbox(key="cell").value == "R3F3M3"
    assert len(names) == rfm.filter(pl.col("segment") == "R3F3M3").height > 0
    assert names.notna().all()
    assert "Clients who came lately, often, with a high average check." in said(app)


def test_a_cell_without_clients_is_empty_and_offers_no_download(open_app, demo_workspace, rfm):
    empty = next(cell for cell in words.CELLS if cell not in set(rfm["segment"]))
    app = open_app(demo_workspace, "rfm", cell=empty)
    assert not app.exception
    assert f"{empty}: 0\N{NO-BREAK SPACE}clients" in said(app)
    assert not app.download_button


def borders(recency, frequency, monetary):
    rows = pl.DataFrame(
        {
            "axis": ["recency", "frequency", "monetary"],
            "lower_border": [recency[0], frequency[0], monetary[0]],
            "upper_border": [recency[1], frequency[1], monetary[1]],
            "is_own_border": [False] * 3,
        }
    )
    build = Build(Workspace(Path()), Settings(), Publication("", "", "", 0, 0), None)
    text = rfm_borders.in_words(rows, build).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
    return text.splitlines()


def test_borders_are_said_in_days_visits_and_money():
    assert borders((34.33, 120.67), (1.0, 4.0), (41.256, 62.0)) == [
        "- **R, last visit:** 3 = at most 34 days ago, 2 = 35 to 120 days ago, "
        "1 = 121 days ago or longer.",
        "- **F, visits in 365 days:** 3 = 5 or more, 2 = 2 to 4, 1 = at most 1.",
        "- **M, average check:** 3 = above €62, 2 = above €41.26, up to €62, 1 = up to €41.26.",
    ]


def test_borders_that_fall_together_leave_the_middle_to_nobody():
    recency, frequency, _ = borders((34.2, 34.9), (0.0, 0.0), (40.0, 40.0))
    assert "2 = nobody, as too many clients are alike" in recency
    assert frequency.endswith("3 = 1 or more, 2 = nobody, as too many clients are alike, 1 = none.")


def test_a_cell_is_said_in_words():
    assert words.cell("R3F1M2") == "came lately, seldom, with a middle average check"


def test_there_are_27_cells_the_best_first():
    assert len(set(words.CELLS)) == 27
    assert (words.CELLS[0], words.CELLS[-1]) == ("R3F3M3", "R1F1M1")
