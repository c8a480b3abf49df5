"""Clients and their cards on the data page: looked up, ordered to be one, taken back."""

import pytest

from tests.dashboard.conftest import said
from warehouse import builds, settings
from warehouse.reading import Warehouse


@pytest.fixture
def two(own_workspace):
    """Two clients of the demo who have a phone, with their identifiers."""
    return (
        Warehouse(builds.latest(own_workspace.warehouse))
        .ask(
            "select identifier, client_name, phone from marts.client_contacts "
            "where phone is not null and client_name is not null order by identifier limit 2"
        )
        .rows(named=True)
    )


def button(app, label):
    return next(button for button in app.button if button.label == label)


def test_the_page_says_how_many_clients_have_several_cards_and_why(open_app, demo_workspace):
    text = said(open_app(demo_workspace, "data"))
    assert "have several cards" in text
    assert "by the same e-mail" in text or "by the same phone" in text


def test_two_clients_looked_up_one_after_the_other_are_ordered_to_be_one(
    open_app, own_workspace, two
):
    app = open_app(own_workspace.root, "data")
    identifiers = [client["identifier"] for client in two]
    app.text_input[0].set_value(two[0]["phone"]).run()
    choice(app).set_value(identifiers[:1]).run()
    assert button(app, "They are one person").disabled
    app.text_input[0].set_value(two[1]["phone"]).run()
    choice(app).set_value(identifiers).run()
    button(app, "They are one person").click().run()
    assert not app.exception
    ordered = settings.load(own_workspace.settings_file).clients
    assert [sorted(people) for people in ordered.merge] == [sorted(identifiers)]
    button(app, "Take back").click().run()
    assert settings.load(own_workspace.settings_file).clients.merge == []


def test_a_phone_is_ordered_to_join_nobody(open_app, own_workspace, two):
    app = open_app(own_workspace.root, "data")
    app.text_input[0].set_value(two[0]["phone"][3:]).run()
    choice(app).set_value([two[0]["identifier"]]).run()
    shared = next(box for box in app.selectbox if box.label.startswith("Shared"))
    shared.set_value(f"phone:{two[0]['phone']}").run()
    button(app, "Order it").click().run()
    assert settings.load(own_workspace.settings_file).clients.split == [f"phone:{two[0]['phone']}"]


def test_words_that_nobody_has_find_nobody(open_app, demo_workspace):
    app = open_app(demo_workspace, "data")
    app.text_input[0].set_value("xyzzy' or 1=1 --").run()
    assert "No client is known by these words." in said(app)


def choice(app):
    return next(box for box in app.multiselect if box.label == "Which of them?")
