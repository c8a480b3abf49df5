"""Charts are described so that a browser keeps what it has drawn and takes the new rows."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import altair as alt
import polars as pl
import pytest

from dashboard import chart_specs, charts

ROOT = Path(__file__).parents[2]
MONTHS = pl.DataFrame({"month_start": [date(2026, 1, 1), date(2026, 2, 1)], "visits": [3, 4]})
SCORES = pl.DataFrame(
    {
        "quarter_name": ["2026 Q1"],
        "nps": [10.0],
        "nps_low": [0.0],
        "nps_high": [20.0],
        "responses": 9,
    }
)


@pytest.fixture(autouse=True)
def _prepared():
    chart_specs.prepare()


def line(rows):
    return charts.months_lines(rows, {"visits": "Visits"}, "Number", ",.0f")


def without_data(spec):
    return {name: value for name, value in spec.items() if name != "datasets"}


def test_other_rows_leave_the_description_as_it_is():
    other = MONTHS.with_columns(pl.col("visits") * 2)
    assert without_data(chart_specs.spec(line(MONTHS))) == without_data(
        chart_specs.spec(line(other))
    )


def test_the_rows_stand_beside_the_description():
    spec = chart_specs.spec(line(MONTHS))
    assert spec["data"] == {"name": "rows0"}
    assert spec["datasets"]["rows0"]["value"].to_list() == [3, 4]


def test_layers_of_the_same_rows_share_them():
    spec = chart_specs.spec(charts.scores(SCORES))
    assert spec["data"] == {"name": "rows0"}
    assert list(spec["datasets"]) == ["rows0"]
    assert len(spec["layer"]) == 2


def test_charts_side_by_side_have_rows_of_their_own():
    spec = chart_specs.spec(line(MONTHS) | line(MONTHS.head(1)))
    assert [part["data"]["name"] for part in spec["hconcat"]] == ["rows0", "rows1"]
    assert [rows.height for rows in spec["datasets"].values()] == [2, 1]


@pytest.mark.parametrize("chart", [line(MONTHS), charts.scores(SCORES)], ids=["line", "layers"])
def test_a_description_is_vega_lite(chart):
    with alt.utils.schemapi.debug_mode(arg=True):
        alt.Chart.from_dict(without_data(chart_specs.spec(chart)), validate=True)


def test_two_channels_set_at_once_are_not_mixed_up():
    of_one, of_other = alt.X("one").type, alt.X("other").type
    assert of_other("nominal").to_dict()["field"] == "other"
    assert of_one("temporal").to_dict() == {"field": "one", "type": "temporal"}


DESCRIBE = """
import json
import polars as pl
from dashboard import chart_specs, charts
{prepared}
scores = pl.DataFrame({rows})
bars = charts.ranked_bars(scores, "quarter_name", "nps", "Score")
both = charts.scores(scores).copy() & bars.copy(deep=False)
written = both.configure(font="serif")
print(json.dumps(written.to_dict(), sort_keys=True))
"""


def described(prepared):
    text = DESCRIBE.format(prepared=prepared, rows=SCORES.to_dict(as_series=False))
    return subprocess.run(
        [sys.executable, "-c", text], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def test_copies_are_those_that_altair_makes():
    assert described("chart_specs.prepare()") == described("")


@pytest.mark.parametrize(("deep", "is_apart"), [(True, True), (False, False), (["mark"], False)])
def test_what_is_copied_deep_is_changed_apart(deep, is_apart):
    chart = charts.scores(SCORES).layer[0]
    copied = chart.copy(deep=deep)
    copied.encoding.y = alt.Y("other").type("quantitative")
    assert (chart.encoding.y.shorthand == "nps_low") == is_apart
