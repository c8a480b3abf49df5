"""What moves the score, by the published case; presses by the hour; too few, and none."""

from itertools import pairwise

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dashboard import feedback_charts
from tests.dashboard.answers import row
from tests.dashboard.conftest import figures, plain

# The salon of METHODS 6: importance and mark, means 3.885714 and 3.985714.
SALON = {
    "Master skill": (4.8, 4.6),
    "Cleanliness": (4.6, 4.7),
    "Booking ease": (4.1, 3.4),
    "Price": (3.9, 3.5),
    "Waiting time": (3.6, 3.9),
    "Atmosphere": (3.2, 4.5),
    "Location": (3.0, 3.3),
}
NOTHING = (
    "delete from marts.fct_survey_ratings",
    "delete from marts.satisfaction_drivers",
    "delete from marts.fct_impulse_ratings",
)
QUARTER = {"quarter_start": "2026-10-01"}


def rated(factor, mark, importance=None, responses=30):
    """So many answers that give a factor a mark from 1 to 5."""
    return [
        "insert into marts.fct_survey_ratings by name select 'r' || range as response_id, "
        f"'{factor}' as factor, {mark} as rating, 1 as rating_min, 5 as rating_max, "
        f"{(mark - 1) / 4} as rating_index, {importance or 'null'} as importance, "
        "date '2026-10-01' as submitted_date, date '2027-09-30' as speaks_until "
        f"from range({responses})"
    ]


def driver(factor, importance, **columns):
    plain_ones = {"performance": 4, "performance_index": 75, "responses": 271, "answers": 271}
    return row(
        "satisfaction_drivers",
        factor=factor,
        importance=importance,
        **{**QUARTER, **plain_ones, "r_squared": 0.5, **columns},
    )


def presses(hour, weekday, good, bad=0, minutes=None):
    """So many good and bad presses at an hour of a weekday."""
    return [
        "insert into marts.fct_impulse_ratings by name "
        f"select '{hour}-{weekday}-{rating}-' || range as rating_id, 'Old Town' as branch, "
        f"{rating} as rating, {rating} <= 2 as is_bad, {hour} as rated_hour, "
        f"{weekday} as rated_weekday, date '2026-10-01' as quarter_start, "
        f"{minutes or 'null'} as minutes_to_resolve, timestamp '2026-10-05 10:00' as rated_at "
        f"from range({number})"
        for rating, number in ((5, good), (1, bad))
    ]


@pytest.fixture
def opened(open_with):
    return lambda *statements, **address: open_with("drivers", *NOTHING, *statements, **address)


def test_without_slicers_the_factors_are_those_of_the_mart(ask, warehouse):
    columns = ["factor", "performance", "importance", "quadrant", "stated_quadrant", "csi"]
    mart = warehouse.ask(
        "select * from marts.satisfaction_drivers where quarter_start = "
        "(select max(quarter_start) from marts.satisfaction_drivers)"
    )
    asked = ask("drivers", quarter=mart["quarter_start"][0])
    assert mart.height > 3
    assert_frame_equal(asked.select(columns).sort("factor"), mart.select(columns).sort("factor"))


def test_a_slice_has_marks_of_its_own(ask, warehouse):
    quarter = warehouse.ask("select max(quarter_start) from marts.dim_quarters").item()
    asked = ask("drivers", quarter=quarter, branches=["Riverside"])
    marks = warehouse.ask(
        "select factor, avg(rating) as mark, count(*) as responses from marts.fct_survey_ratings "
        "join marts.fct_survey_responses using (response_id) where branch = 'Riverside' and "
        "date '2026-10-31' between fct_survey_ratings.submitted_date and speaks_until "
        "group by factor"
    )
    both = asked.join(marks, on="factor")
    assert both.height == asked.height > 0
    assert both["performance"].to_list() == pytest.approx(both["mark"].to_list())
    assert both["responses"].to_list() == both["responses_right"].to_list()


def test_the_published_case_says_what_to_improve_first(opened):
    app = opened(*(rated(name, mark, said) for name, (said, mark) in SALON.items()))
    text = plain(app)
    assert "**Improve first: Booking ease and Price** (what matters and is done worse" in text
    assert "Keep up: Master skill and Cleanliness." in text
    assert figures(app) == {"Satisfaction index, 0 to 100": "75.8"}
    assert "needs 100 answers in a year that rate all factors" in text
    (table,) = app.dataframe
    said = dict(zip(table.value["factor"], table.value["stated_said"], strict=True))
    assert said["Waiting time"] == "Not pressing"
    assert said["Atmosphere"] == "Good enough"


def test_what_moves_the_score_goes_before_what_clients_say(opened):
    app = opened(
        *(rated("Price", 3, 5), rated("Staff", 5, 2), rated("Tea", 4, 1)),
        *(driver("Price", 0.1), driver("Staff", 0.3), driver("Tea", 0.6)),
    )
    text = plain(app)
    assert "**Nothing is pressing**: what matters is done well. Keep up: Tea." in text
    assert "Clients say that Price matters most; what moves the score most is Tea." in text
    assert "271 answers in the 365 days" in text
    assert "together the factors explain 50.0% of the differences" in text
    assert "What goes together need not be the cause." in text


def test_the_kind_of_importance_stands_in_the_address(opened):
    app = opened(
        *(rated("Price", 3, 5), rated("Staff", 5, 2)),
        *(driver("Price", 0.1), driver("Staff", 0.9)),
        importance="What clients say matters",
    )
    assert app.radio(key="importance").value == "stated"


@pytest.mark.parametrize(
    ("responses", "words"),
    [(9, "**Too few answers rate anything** to say what to improve."), (10, "**Improve first")],
)
def test_factors_are_shown_from_ten_answers_on(opened, responses, words):
    app = opened(rated("Price", 3, 5, responses), rated("Tea", 4, 1, responses))
    assert words in plain(app)
    assert bool(app.metric) == (responses == 10)


def test_marks_alone_say_how_well_each_is_done(opened):
    app = opened(rated("Price", 3), rated("Tea", 4))
    assert "**What to improve first is not known yet**" in plain(app)
    assert figures(app) == {"Satisfaction index, 0 to 100": "—"}


def test_an_hour_at_which_more_presses_are_bad_is_named(opened):
    # 20 of 100 against 5 of 300: far more than chance explains, also by Holm.
    app = opened(
        *(presses(19, 5, 80, 20, minutes=40), presses(10, 1, 99, 1), presses(11, 2, 98, 2)),
        presses(12, 3, 98, 2),
    )
    text = plain(app)
    assert "**More bad presses than at other times: 19:00 and Fri.**" in text
    assert (
        "400 presses, 25 bad ones (1 or 2); somebody came to 20 of them, in half of these cases "
        "within 40 minutes." in text
    )
    assert "**No survey of the year rates anything**" in text


def test_of_one_press_somebody_came_to_there_is_no_half(opened):
    app = opened(presses(19, 5, 30, 1, minutes=35))
    assert "31 presses, 1 bad one (1 or 2); somebody came to 1 of them, within 35 minutes." in (
        plain(app)
    )


def test_few_bad_presses_are_not_told_apart(opened):
    app = opened(presses(19, 5, 30, 2), presses(10, 1, 30))
    assert "Too few bad presses to tell hours or weekdays apart" in plain(app)
    assert "62 presses, 2 bad ones (1 or 2); nobody noted to have come" in plain(app)


def test_without_ratings_and_presses_there_is_nothing_to_show(opened):
    app = opened()
    assert "No ratings in this slice" in app.info[0].value


@pytest.mark.parametrize("found", [["Improve", "Keep"], ["Keep"], ["Enough", "Keep", "Later"]])
def test_what_to_do_has_the_same_colour_whatever_else_is_found(found):
    order = ["Enough", "Later", "Keep", "Improve"]
    rows = pl.DataFrame(
        {"factor": found, "performance": 4.0, "importance": 0.1, "said": found}, strict=False
    )
    chart = feedback_charts.quadrants(rows, "importance", ("Mark", "Weight", "Factor"), order)
    points = next(
        layer["encoding"] for layer in chart.to_dict()["layer"] if "shape" in layer["encoding"]
    )
    for channel in (points["color"], points["shape"]):
        assert channel["scale"]["domain"] == order
        # The legend has all of them, and stays as it is from slice to slice.
        assert "values" not in channel["legend"]


def test_every_name_has_a_height_of_its_own_at_any_width():
    rows = pl.DataFrame(
        {
            "factor": [f"Factor {number}" for number in range(12)],
            "performance": [4.0] * 12,
            "importance": [0.1] * 6 + [0.2] * 6,
            "said": ["Keep it up"] * 12,
        }
    )
    titles = ("Mark", "Importance", "Factor")
    chart = feedback_charts.quadrants(rows, "importance", titles, ["Keep it up"])
    (data,) = chart.to_dict()["datasets"].values()
    heights = sorted(each["label_height"] for each in data)
    gaps = [after - before for before, after in pairwise(heights)]
    # Of a picture 420 points high a gap is more than a line of text.
    assert min(gaps) / (heights[-1] - heights[0]) * 420 > 12
