"""Tables write numbers as the sentences of the page do, and stay sortable by them."""

import json

import pytest
from streamlit.testing.v1 import AppTest

PAGE = """
import polars as pl
from dashboard import exports, language, tables

exports.begin()
rows = pl.DataFrame({"share": [0.5689], "money": [304.0591], "mark": [4.4118]})
columns = {"share": ("S", "share"), "money": ("M", "money"), "mark": ("N", "number")}
with language.speaking("CODE"):
    tables.show(rows, columns, alt="A table.")
"""


def shown(code):
    """The row of a table on a page in a language, and how its columns are written."""
    app = AppTest.from_string(PAGE.replace("CODE", code)).run()
    assert not app.exception
    table = app.dataframe[0]
    formats = {
        name: said["type_config"]["format"]
        for name, said in json.loads(table.proto.columns).items()
        if "format" in said.get("type_config", {})
    }
    return table.value.iloc[0].to_dict(), formats


@pytest.mark.parametrize("code", ["en", "fil"])
def test_percent_stand_beside_the_number_where_english_is_the_rule(code):
    row, formats = shown(code)
    assert row["share"] == pytest.approx(56.89)
    assert formats == {"share": "%.1f%%", "money": "%,.2f", "mark": "%.1f"}


@pytest.mark.parametrize("code", ["ru", "hu"])
def test_elsewhere_the_browser_writes_numbers_rounded_as_in_sentences(code):
    row, formats = shown(code)
    assert row == {"share": 0.569, "money": 304.06, "mark": 4.4}
    assert formats == {"share": "percent", "money": "localized", "mark": "localized"}


LONG = """
import polars as pl
from dashboard import exports, tables

exports.begin()
names = ["Ada"] * ROWS + ["Anna-Maria Kovach-Szabo"]
rows = pl.DataFrame({"name": names, "why": names, "n": range(len(names))})
columns = {"name": ("Name", "text"), "why": ("Why", "long"), "n": ("N", "count")}
tables.show(rows, columns, alt="A table.")
"""


@pytest.mark.parametrize(("first", "width"), [(7, None), (8, 192)])
def test_a_long_name_far_down_widens_its_column_where_the_browser_would_not_look(first, width):
    app = AppTest.from_string(LONG.replace("ROWS", str(first))).run()
    assert not app.exception
    columns = json.loads(app.dataframe[0].proto.columns)
    assert columns["name"].get("width") == width
    assert columns["why"]["width"] == "large"
    assert columns["n"].get("width") is None
