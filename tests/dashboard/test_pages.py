"""Every page is right for any slice, and says in words when it cannot show a figure."""

import pytest

from tests.dashboard.conftest import PAGES, figures, said, view

NOBODY = {"types": "Lapsed", "categories": "Retail"}
SLICED_PAGES = [page for page in PAGES if page != "data"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_the_whole_salon(open_app, demo_workspace, page):
    app = open_app(demo_workspace, page)
    assert not app.exception
    assert not app.info
    assert not app.error
    assert app.metric or page in {"rfm", "loyalty", "wallet", "team", "value", "voices"}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_one_branch(open_app, demo_workspace, page):
    app = open_app(demo_workspace, page, branches="Riverside")
    assert not app.exception
    assert not app.info
    assert "Riverside" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_all_quarters_where_none_is_chosen(open_app, demo_workspace, page):
    app = open_app(demo_workspace, page, quarters="")
    assert not app.exception
    assert "all quarters" in said(app)


@pytest.mark.parametrize("page", SLICED_PAGES)
def test_a_page_without_rows_says_what_to_change(open_app, demo_workspace, page):
    app = open_app(demo_workspace, page, **NOBODY)
    assert not app.exception
    assert not app.metric
    assert "Choose other quarters, branches, services or client types" in app.info[0].value


@pytest.mark.parametrize("page", PAGES)
def test_without_a_build_every_page_says_what_to_do(open_app, empty_workspace, page):
    app = open_app(empty_workspace, page)
    assert not app.exception
    assert "regulars refresh" in said(app)
    assert "regulars demo" in said(app)
    assert not app.multiselect


def test_a_build_that_is_gone_is_said_in_words(open_app, own_workspace):
    for build in own_workspace.warehouse.glob("*.duckdb"):
        build.unlink()
    app = open_app(own_workspace.root)
    assert not app.exception
    assert "is missing. Run `regulars build`" in said(app)


def test_settings_that_need_mending_are_said_in_words(open_app, own_workspace):
    own_workspace.settings_file.write_text('[salon]\ncurrency = "euro"\n', encoding="utf-8")
    app = open_app(own_workspace.root)
    assert not app.exception
    assert "salon.currency = 'euro' is not allowed" in app.error[0].value


def test_a_folder_that_is_no_salon_is_said_in_words(open_app, tmp_path):
    app = open_app(tmp_path)
    assert not app.exception
    assert "regulars init" in app.error[0].value


def test_a_build_without_any_data_asks_for_exports(open_app, own_workspace, publish):
    publish("delete from marts.dim_quarters")
    app = open_app(own_workspace.root)
    assert not app.exception
    assert "Load exports, then build again." in app.info[0].value


def test_a_build_without_a_table_the_page_needs_asks_to_build_again(
    open_app, own_workspace, publish
):
    publish("drop table marts.rfm")
    app = open_app(own_workspace.root, "rfm")
    assert not app.exception
    assert "Run `regulars build`" in app.error[0].value


def test_a_salon_without_surveys_has_a_month_and_an_empty_nps(open_app, own_workspace, publish):
    publish("delete from marts.fct_survey_responses")
    app = open_app(own_workspace.root)
    assert not app.exception
    assert figures(app)["NPS"] == "—"
    assert "No survey answers in this slice" in said(app.switch_page(view("nps")).run())


def test_data_that_looks_like_formatting_stays_text(open_app, own_workspace):
    own_workspace.settings_file.write_text('[salon]\nname = "*A* [b](http://c) $d$"\n', "utf-8")
    app = open_app(own_workspace.root)
    assert r"\*A\* \[b\]\(http\://c\) \$d\$" in app.caption[0].value
