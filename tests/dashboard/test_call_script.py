"""What to say on the phone: short, polite, with what is known and without what is not."""

from datetime import date

import pytest

from dashboard import call_script, language
from dashboard.call_script import Reason, Usual

SUNDAY = date(2026, 11, 22)
KNOWN = {
    "name": "Petra Varga",
    "service": "Gel polish hands",
    "staff": "Dorina Vass",
    "last_visit": date(2026, 10, 8),
    "usual": Usual(weekday=4, hour=17),
}


def script(greeting="first", today=SUNDAY, **changes):
    said = call_script.text(Reason(**{**KNOWN, **changes}), "Linden & Linde", today, greeting)
    return said.replace("\N{NO-BREAK SPACE}", " ").splitlines()


def test_all_that_is_known_is_said():
    assert script() == [
        "Hello Petra, this is Linden & Linde.",
        "Your last visit for Gel polish hands with Dorina Vass was 6 weeks ago.",
        "Dorina Vass would be glad to see you again: would Thursday 26 November, around 17:00, "
        "suit you?",
        "If you would rather not be called, just tell me.",
    ]


def test_what_is_not_known_is_left_out():
    assert script(name=None, service=None, staff=None, usual=None) == [
        "Hello, this is Linden & Linde.",
        "Your last visit was 6 weeks ago.",
        "We would be glad to see you again: when would it suit you?",
        "If you would rather not be called, just tell me.",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"staff": None}, "Your last visit for Gel polish hands was 6 weeks ago."),
        ({"service": None}, "Your last visit to Dorina Vass was 6 weeks ago."),
    ],
)
def test_service_and_staff_are_named_where_they_are_known(changes, line):
    assert script(**changes)[1] == line


@pytest.mark.parametrize(
    ("greeting", "hello"),
    [("first", "Hello Maria, "), ("last", "Hello Abad, "), ("whole", "Hello Maria Luisa Abad, ")],
)
def test_the_client_is_addressed_by_the_words_that_are_chosen(greeting, hello):
    assert script(greeting, name="Maria Luisa Abad")[0].startswith(hello)


@pytest.mark.parametrize("greeting", ["first", "last", "whole"])
def test_a_name_of_blanks_is_no_name(greeting):
    assert script(greeting, name="  ")[0] == "Hello, this is Linden & Linde."


@pytest.mark.parametrize(
    ("weekday", "day"),
    # Two days to arrange it at least: said on a Sunday, Tuesday is the first.
    [(2, 24), (3, 25), (6, 28), (7, 29), (1, 30)],
)
def test_the_day_suggested_is_the_usual_weekday_with_time_to_arrange_it(weekday, day):
    assert call_script.suggested(Usual(weekday, 9), SUNDAY) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (119, "17 weeks"),
        (120, "4 months"),
        (365, "12 months"),
    ],
)
def test_how_long_ago_is_said_as_people_do(days, said):
    assert call_script.how_long(days).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_visit_after_today_was_not_in_the_future():
    assert "0 days ago" in script(today=date(2026, 10, 1))[1]


@pytest.mark.parametrize("code", list(language.LANGUAGES))
def test_days_and_hours_are_written_in_every_language(code):
    with language.speaking(code):
        assert "26" in script()[2]
        assert ("5:00" if code == "fil" else "17:00") in script()[2]
