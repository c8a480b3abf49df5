"""Charts are described so that a browser keeps what it has drawn and takes the new rows."""

from datetime import date

import altair as alt
import polars as pl
import pytest

from dashboard import chart_specs, charts

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
