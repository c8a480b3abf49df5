"""What clients say in their own words: found, read, and never shown where nobody may be named."""

from datetime import datetime

import polars as pl
import pytest

from dashboard import serving, voices
from tests.dashboard.answers import EMPTY, answers, asked, row
from tests.dashboard.conftest import plain, said

QUIET = (EMPTY, "update marts.fct_impulse_ratings set message = null")


@pytest.fixture
def opened(open_with):
    return lambda *statements, **address: open_with("voices", *QUIET, *statements, **address)


def spoken(app):
    """The answers that stand on the page."""
    return [line for line in plain(app).splitlines() if line.startswith("> ")]


def three():
    return [
        *answers(detractors=1, reason="I waited an hour", improvement="Start on time"),
        *answers(passives=1, reason="Nice, but noisy"),
        *answers(promoters=1, improvement="Café au lait"),
        *answers(promoters=4),
    ]


def test_how_many_say_why_and_what_would_make_a_ten_is_counted(opened):
    app = opened(three())
    assert "**2 of 7 answers say why they gave their score, 2 what would make it a 10.**" in plain(
        app
    )
    assert "Next: read the 1 answer of detractors first, then call them back." in plain(app)
    assert "3 answers found, the newest first." in plain(app)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"words": "waited"}, ["> I waited an hour", "> What would make it a 10: Start on time"]),
        (
            {"words": "TIME  hour"},
            ["> I waited an hour", "> What would make it a 10: Start on time"],
        ),
        ({"words": "cafe"}, ["> What would make it a 10: Café au lait"]),
        ({"words": "hour noisy"}, []),
        ({"words": "%"}, []),
        ({"voices": "Passives"}, ["> Nice, but noisy"]),
        ({"voices": "Promoters", "words": "noisy"}, []),
    ],
)
def test_words_and_voices_stand_in_the_address_and_choose(opened, address, found):
    app = opened(three(), **address)
    assert spoken(app) == found
    assert bool(app.info) == (not found)


def test_several_voices_are_chosen_together(opened):
    app = opened(three(), voices=["Passives", "Promoters"])
    assert spoken(app) == ["> Nice, but noisy", "> What would make it a 10: Café au lait"] or (
        spoken(app) == ["> What would make it a 10: Café au lait", "> Nice, but noisy"]
    )


def test_twenty_are_read_at_once_and_the_page_stands_in_the_address(opened):
    statements = asked(45, nps_group="passive", recommend_score=7, reason="Fine")
    assert len(spoken(opened(statements))) == 20


def test_the_last_page_holds_the_rest(opened):
    statements = asked(45, nps_group="passive", recommend_score=7, reason="Fine")
    assert len(spoken(opened(statements, answers_page="3"))) == 5


def test_a_page_beyond_the_last_is_a_page_that_is_there(opened):
    statements = asked(45, nps_group="passive", recommend_score=7, reason="Fine")
    assert len(spoken(opened(statements, answers_page="9"))) in {5, 20}


def test_a_page_that_fewer_answers_no_longer_have_is_left(opened):
    app = opened(
        asked(45, nps_group="passive", recommend_score=7, reason="Fine"),
        asked(21, nps_group="promoter", recommend_score=9, reason="Good"),
        answers_page="4",
    )
    app.text_input(key="words").set_value("good").run()
    assert not app.exception
    assert set(spoken(app)) == {"> Good"}


def test_answers_that_look_like_formatting_stay_text(opened):
    app = opened(answers(promoters=1, reason="**x** [y](http://z)\n\n# $1"))
    assert r"\*\*x\*\* \[y\]\(http\://z\) \# \$1" in said(app)


def test_messages_at_the_terminals_are_read_too_and_belong_to_no_client(opened):
    statement = row(
        "fct_impulse_ratings",
        rating_id="p1",
        branch="Old Town",
        rating=1,
        is_bad=True,
        rated_hour=10,
        rated_weekday=1,
        quarter_start="2026-10-01",
        rated_at="2026-10-05 10:00",
        message="Cold water",
    )
    assert spoken(opened(answers(promoters=1), statement)) == ["> Cold water"]


def test_where_nobody_wrote_the_page_says_what_to_ask(opened):
    app = opened(answers(promoters=3))
    assert "Next: ask in the survey why they gave their score" in plain(app)
    assert not app.text_input


def test_without_any_answer_the_slice_is_empty(opened):
    assert "No answers in this slice" in opened().info[0].value


def test_refusals_alone_are_no_answers(opened):
    assert "No answers in this slice" in opened(asked(5, outcome="refused")).info[0].value


def test_the_words_are_not_shown_where_nobody_may_be_named(opened, monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    app = opened(three(), words="waited")
    assert spoken(app) == []
    assert "Answers may name people" in plain(app)
    assert "2 of 7 answers say why" in plain(app)
    assert not app.text_input


def test_who_said_it_stands_beside_it(opened, warehouse):
    name = warehouse.ask(
        "select client_name from marts.client_contacts where client_name is not null "
        "order by client_key limit 1"
    ).item()
    app = opened(
        answers(detractors=1, reason="Too dear"),
        "update marts.fct_survey_responses set client_key = (select client_key from "
        "marts.client_contacts where client_name is not null order by client_key limit 1)",
    )
    assert f"**3** 1 Oct 2026 · {name} · Regular · Old Town" in plain(app)


def test_more_than_the_list_holds_is_said():
    rows = pl.DataFrame({"found": [501], "said_at": [datetime(2026, 10, 1)]})
    assert "the newest 1 are here" in voices.found(rows)
