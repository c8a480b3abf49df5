"""The card of a client is found by name or phone and stands under a key; it says what is known."""

import logging

import pytest

from dashboard import serving
from tests.dashboard.conftest import figures, said
from tests.dashboard.test_calls import built, keys, plain, salon  # noqa: F401  (fixtures)

ADA = "Ada Lovelace"


@pytest.fixture
def page(open_app, salon):  # noqa: F811
    def opened(**address):
        app = open_app(salon.root, "client", **address)
        assert not app.exception
        assert not app.error
        return app

    return opened


def search(app, words):
    app.text_input(key="client_words").set_value(words).run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    "words",
    [
        "ada",
        "LOVELACE",
        "lovelace ada",
        "  Love  ",
        "ada@example",
        "+36 30 123 4567",
        "+36301234567",
        "0036301234567",
        "06 30 123-4567",
        "(06-30) 123 45 67",
        "30/1234567",
        "4567",
    ],
)
def test_a_client_is_found_by_part_of_the_name_or_phone_in_any_spelling(page, keys, words):  # noqa: F811
    app = search(page(), words)
    assert keys[ADA] in app.query_params["client"]
    assert app.header[0].value == ADA


def test_accents_need_not_be_typed(page):
    assert search(page(), "szabo").header[0].value == "Eva Szabó"


@pytest.mark.parametrize("words", ["nobody", "999999", "123", "%", "_", "ada nagy"])
def test_who_is_not_known_is_said_to_be_so(page, words):
    app = search(page(), words) if len(words) > 1 else page()
    assert not app.header
    if len(words) > 1:
        assert "No client is known by these words." in said(app)


def test_of_several_clients_one_is_chosen(page, keys):  # noqa: F811
    app = search(page(), "+3620555")
    assert "6 clients found" in app.selectbox(key="client_found").label
    choice = app.selectbox(key="client_found")
    choice.set_value(next(name for name in choice.options if "Bea" in name)).run()
    assert app.header[0].value == "Bea Nagy"
    assert keys["Bea Nagy"] in str(app.query_params["client"])


def test_the_card_says_who_it_is_and_what_comes_next(page, keys):  # noqa: F811
    app = page(client=keys[ADA])
    words = plain(said(app))
    assert "Regular client: 4 visits since 10 Feb 2026, the last on 11 May 2026." in words
    assert "days late" in words
    assert figures(app)["Visits"] == "4"
    assert figures(app)["Spent so far"] == "€160"
    assert app.text[0].value == "Colour 7.1 + 6 %"
    assert all(metric.help for metric in app.metric)


def test_visits_services_and_rhythm_are_listed(page, keys):  # noqa: F811
    rhythm, visits, favourites, *_ = (
        table.value.to_dict("records") for table in page(client=keys[ADA]).dataframe
    )
    assert (rhythm[0]["kind"], rhythm[0]["visits"]) == ("Hair", 4)
    assert [(row["services"], row["staff"], row["revenue"]) for row in visits] == [
        ("Haircut", "Amy", 40.0)
    ] * 4
    assert (favourites[0]["service"], favourites[0]["times"], favourites[0]["paid"]) == (
        "Haircut",
        4,
        160.0,
    )


def test_the_way_by_quarter_is_that_of_rfm(page, keys):  # noqa: F811
    tables = [table.value for table in page(client=keys[ADA]).dataframe]
    (way,) = (table for table in tables if "segment" in table.columns)
    assert way["quarter_name"].to_list() == ["2026 Q2", "2026 Q1"]


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Eva Szabó", "Blocked by the salon"),
        ("Fay Tóth", "Does not want to be contacted"),
        ("Gina Varga", "Waits for an answer to a complaint"),
    ],
)
def test_what_to_mind_stands_beside_the_name(page, keys, name, mark):  # noqa: F811
    assert mark in said(page(client=keys[name]))


def test_a_booking_ahead_is_the_next_visit(page, keys):  # noqa: F811
    app = page(client=keys["Dora Papp"])
    assert "The next booking is on 10 Jul 2026" in plain(said(app))
    assert "Bookings ahead, cancelled or not kept" in said(app)


def test_a_complaint_and_an_answer_are_on_the_card(page, keys):  # noqa: F811
    assert "Complaints" in said(page(client=keys["Gina Varga"]))


def test_a_key_that_is_not_known_is_said_in_words(page):
    assert "not in the build any more" in said(page(client="no such key"))


def test_without_contacts_the_card_is_not_there(open_app, salon, keys, monkeypatch):  # noqa: F811
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        open_app(salon.root, "client", client=keys[ADA])


def test_the_address_and_the_logs_hold_a_key_alone(page, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        app = search(page(), "06 30 123-4567")
    assert set(app.query_params) <= {"client"}
    out = "".join(capfd.readouterr()) + caplog.text + str(app.query_params)
    assert not any(word in out for word in ("Ada", "Lovelace", "1234567", "123-4567"))


def test_a_salon_of_one_has_one_card(open_app, one_client):
    app = search(open_app(one_client, "client"), "ada")
    assert app.header[0].value == "Ada"
    assert "1 visit since 31 Mar 2026" in plain(said(app))
