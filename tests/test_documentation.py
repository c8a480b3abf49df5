"""dbt documents every mart of a real build, and the page needs nothing but a browser."""

import json

import pytest

from tests.dbt_project.test_conventions import MARTS, properties
from warehouse import builds
from warehouse.reading import Warehouse


@pytest.fixture(scope="module")
def page(demo_workspace, run, tmp_path_factory):
    file = tmp_path_factory.mktemp("docs") / "marts.html"
    shown = builds.latest(demo_workspace / "warehouse")
    before = shown.read_bytes()
    run("docs", "--to", file, workspace=demo_workspace)
    assert shown.read_bytes() == before
    return file


@pytest.fixture(scope="module")
def said(page):
    """What dbt wrote into the page: models with their words, tables with their types."""
    text, found = page.read_text(encoding="utf-8"), {}
    for name in ("manifest", "catalog"):
        start = text.index(name + ':{"metadata"') + len(name) + 1
        found[name], _ = json.JSONDecoder().raw_decode(text, start)
    return found


def test_every_mart_and_each_of_its_columns_is_documented_with_its_type(said):
    models, tables = said["manifest"]["nodes"], said["catalog"]["nodes"]
    for mart in MARTS:
        key = f"model.regulars.{mart.stem}"
        columns = {column["name"] for column in properties(mart)["columns"]}
        assert {name.lower() for name in tables[key]["columns"]} == columns
        assert models[key]["description"].startswith("One row per ")
        assert all(models[key]["columns"][name]["description"] for name in columns)


def test_the_thresholds_in_force_stand_in_the_words(said):
    described = said["manifest"]["nodes"]["model.regulars.client_quarters"]["columns"]
    assert "180 days" in described["client_type"]["description"]
    assert "{{" not in json.dumps([column["description"] for column in described.values()])


def test_the_page_holds_no_row_of_the_salon(said, page, demo_workspace):
    contacts = Warehouse(builds.latest(demo_workspace / "warehouse")).ask(
        "select distinct client_name from marts.client_contacts where contains(client_name, ' ')"
    )
    names = contacts["client_name"].to_list()
    text = page.read_text(encoding="utf-8")
    assert len(names) > 100
    assert not [name for name in names if name in text]
    assert said["manifest"]["metadata"]["send_anonymous_usage_stats"] is False
