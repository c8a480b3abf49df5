"""The slice: in the address, kept from page to page, the same for every query."""

from datetime import date

import pytest

from dashboard.slices import Slice
from tests.dashboard.conftest import PAGES, said, view

KEYS = ("quarters", "branches", "categories", "services", "staff", "types")


@pytest.fixture
def app(open_app, demo_workspace):
    return open_app(demo_workspace)


def test_a_first_look_is_at_the_newest_quarter_of_everything(app):
    assert [app.multiselect(key=key).value for key in KEYS] == [["2026 Q4"], [], [], [], [], []]


def test_a_link_carries_the_whole_slice(open_app, demo_workspace):
    app = open_app(
        demo_workspace,
        quarters=["2026 Q3", "2026 Q2"],
        branches="Riverside",
        categories="Hair",
        types=["Regular", "New"],
    )
    assert app.multiselect(key="quarters").value == ["2026 Q3", "2026 Q2"]
    assert app.multiselect(key="branches").value == ["Riverside"]
    assert app.multiselect(key="categories").value == ["hair"]
    assert app.multiselect(key="types").value == ["regular", "new"]
    assert "2026 Q3, 2026 Q2 · Riverside · Hair · Regular, New" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_the_slice_survives_a_change_of_page(app, page):
    app.multiselect(key="branches").set_value(["Riverside"]).run()
    app.switch_page(view(page)).run()
    assert not app.exception
    assert app.multiselect(key="branches").value == ["Riverside"]
    assert "Riverside" in app.caption[0].value


def test_what_a_link_names_and_nobody_knows_is_left_out(open_app, demo_workspace):
    app = open_app(
        demo_workspace, "rfm", branches=["Atlantis", "Riverside"], quarters="1999 Q1", cell="R9F9M9"
    )
    assert not app.exception
    assert app.multiselect(key="branches").value == ["Riverside"]
    assert app.multiselect(key="quarters").value == ["2026 Q4"]
    assert app.selectbox(key="cell").value is None


def test_the_categories_chosen_narrow_the_services_offered(app):
    everything = app.multiselect(key="services").options
    app.multiselect(key="categories").set_value(["retail"]).run()
    offered = app.multiselect(key="services").options
    assert offered
    assert set(offered) < set(everything)


def test_a_service_outside_the_categories_chosen_is_let_go(app):
    app.multiselect(key="categories").set_value(["retail"]).run()
    product = app.multiselect(key="services").options[0]
    app.multiselect(key="services").set_value([product]).run()
    app.multiselect(key="categories").set_value(["hair"]).run()
    assert not app.exception
    assert app.multiselect(key="services").value == []


def test_nothing_chosen_means_all_in_every_query():
    first, second = date(2026, 4, 1), date(2026, 7, 1)
    assert Slice(quarters=(second, first), quarter_names=("2026 Q3", "2026 Q2")).params == {
        "quarters": [second, first],
        "quarter": second,
        "client_types": None,
        "categories": None,
        "services": None,
        "branches": None,
        "staff": None,
    }


def test_a_service_is_found_however_exports_write_it():
    chosen = Slice((date(2026, 7, 1),), ("2026 Q3",), services=("Balayage", "Ombré"))
    assert chosen.params["services"] == ["balayage", "ombré"]


def test_pages_open_on_the_newest_quarter_in_which_somebody_came(open_app, own_workspace, publish):
    publish(
        "insert into marts.dim_quarters (quarter_name, is_complete, quarter_start, quarter_end, "
        "as_of) values ('2027 Q1', false, '2027-01-01', '2027-03-31', '2027-01-09')"
    )
    app = open_app(own_workspace.root)
    assert app.multiselect(key="quarters").value == ["2026 Q4"]
    assert "2027 Q1" in app.multiselect(key="quarters").options
