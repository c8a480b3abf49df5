"""Whom to call and whom not, in a salon of seven made by hand; and what was ticked off stays so.

All have a haircut with Amy every month or so. Ada and Bea are weeks late on 30 June 2026, Cleo is
not due, Dora booked ahead, Eva is blocked, Fay wants no calls and Gina complained.
"""

import logging
import shutil
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from dashboard import call_left_out, calls, serving
from dashboard.call_states import STATES
from tests.conftest import made_once, regulars
from tests.dashboard.conftest import figures, said
from tests.dashboard.drawn import wrapped_tables
from warehouse import builds
from warehouse import calls as noted
from warehouse.calls import Call
from warehouse.reading import Warehouse
from warehouse.workspace import Workspace

HEAD = "booking_ref,starts_at,client_ref,service,staff,status,net_amount"
NAMES = {
    "C1": "Ada Lovelace",
    "C2": "Bea Nagy",
    "C3": "Cleo Kiss",
    "C4": "Dora Papp",
    "C5": "Eva Szabó",
    "C6": "Fay Tóth",
    "C7": "Gina Varga",
}
LATE = ("2026-02-10", "2026-03-02", "2026-04-11", "2026-05-11")
LATELY = ("2026-04-11", "2026-05-09", "2026-06-10")


def bookings():
    yield HEAD
    for client in NAMES:
        for number, day in enumerate(LATELY if client == "C3" else LATE):
            paid = "90.00" if client == "C2" else "40.00"
            yield f"{client}-{number},{day} 17:00,{client},Haircut,Amy,completed,{paid}"
    # The day that ends the data, of a kind of service with no rhythm of its own.
    yield "C3-9,2026-06-30 09:00,C3,Massage,Zoe,completed,50.00"
    yield "C4-9,2026-07-10 09:00,C4,Haircut,Amy,confirmed,0.00"


def cards():
    yield "client_ref,client_name,phone,email,marketing_consent,is_blocked,notes"
    for client, name in NAMES.items():
        phone = "+36301234567" if client == "C1" else f"+3620555000{client[1]}"
        consent = "no" if client == "C6" else "yes"
        blocked = "yes" if client == "C5" else "no"
        notes = "Colour 7.1 + 6 %" if client == "C1" else ""
        email = "ada@example.com" if client == "C1" else ""
        yield f"{client},{name},{phone},{email},{consent},{blocked},{notes}"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    def make(folder):
        regulars("init", folder)
        settings = folder / "salon.toml"
        settings.write_text(
            '[salon]\nname = "Seven"\n\n[definitions]\nholdout_share = 0.0\n', encoding="utf-8"
        )
        files = {
            "booking_lines.csv": bookings(),
            "clients.csv": cards(),
            "complaints.csv": (
                "complaint_ref,opened_at,client_ref,description",
                "K1,2026-06-20 10:00,C7,Too short",
            ),
        }
        for name, rows in files.items():
            (folder / "inbox" / name).write_text("\n".join(rows), encoding="utf-8")
        regulars("refresh", workspace=folder)

    return made_once(tmp_path_factory, "salon-of-seven", make)


@pytest.fixture
def salon(built, tmp_path):
    """A copy that a test may change."""
    shutil.copytree(built, tmp_path / "seven")
    return Workspace(tmp_path / "seven")


@pytest.fixture
def page(open_app, salon):
    def opened(**address):
        app = open_app(salon.root, "calls", **{"late": ALL_LATE, **address})
        assert not app.exception
        assert not app.error
        return app

    return opened


ALL_LATE = ["Due", "A little overdue", "Overdue", "Long overdue"]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def listed(app):
    """The names on the list, in its order."""
    tables = [table.value for table in app.dataframe if "money_at_risk" in table.value.columns]
    return [] if not tables else tables[0]["client_name"].to_list()


def tick(app, outcome):
    return app.button(key=f"tick_{outcome}").click().run()


def test_those_who_are_late_and_free_to_be_called_are_listed_most_money_first(page):
    app = page()
    assert listed(app) == ["Bea Nagy", "Ada Lovelace"]
    assert figures(app)["To call"] == "2"
    assert "**Call 2 clients**" in plain(said(app))
    assert "Begin with Bea Nagy." in said(app)


def test_who_must_be_left_alone_is_counted_with_the_reason(page):
    (table,) = (table for table in wrapped_tables(page()) if "Why" in table.columns)
    assert dict(zip(table["Why"], table["Clients"], strict=True)) == {
        "Blocked by the salon": "1",
        "Do not want to be contacted": "1",
        "Have a booking ahead": "1",
        "Wait for an answer to a complaint": "1",
    }


def test_the_script_is_that_of_the_client_shown(page):
    app = page()
    (script,) = app.code
    assert script.value.startswith(
        "Hello Bea, this is Seven.\nYour last visit for Haircut with Amy"
    )
    # Two of the four visits fell on a Monday, all at five in the afternoon.
    assert "would Monday" in script.value
    assert "around 17:00" in script.value


def test_the_client_in_the_address_is_the_one_to_call(page, keys):
    app = page(client=keys["Ada Lovelace"])
    assert app.code[0].value.startswith("Hello Ada")


def test_a_client_in_the_address_who_is_not_on_the_list_is_passed_over(page, keys):
    assert page(client=keys["Eva Szabó"]).code[0].value.startswith("Hello Bea")
    assert page(client="no such key").code[0].value.startswith("Hello Bea")


@pytest.fixture
def keys(salon):
    rows = Warehouse(builds.latest(salon.warehouse)).ask(
        "select client_name, client_key from marts.client_contacts"
    )
    return dict(rows.iter_rows())


def marked(app):
    """Give the names of the rows that are marked on the list."""
    rows = app.session_state["call_rows"]["selection"]["rows"]
    return [listed(app)[row] for row in rows]


def test_the_list_marks_who_is_called_also_where_its_rows_change(page, keys):
    assert marked(page()) == ["Bea Nagy"]
    app = page(client=keys["Ada Lovelace"])
    assert marked(app) == ["Ada Lovelace"]
    assert marked(tick(app, "booked")) == ["Bea Nagy"]


@pytest.mark.parametrize("outcome", ["called", "booked"])
def test_who_was_reached_leaves_the_list_and_the_next_is_shown(page, salon, keys, outcome):
    app = tick(page(), outcome)
    assert listed(app) == ["Ada Lovelace"]
    assert app.code[0].value.startswith("Hello Ada")
    assert figures(app)["Called in 90 days"] == "1"
    (call,) = noted.made(salon, date(2026, 1, 1))[0]
    assert (call.client_key, call.outcome) == (keys["Bea Nagy"], outcome)
    assert datetime.now(UTC) - call.at < timedelta(minutes=5)


def test_who_was_not_reached_stays_on_the_list(page):
    app = tick(page(), "not_reached")
    assert listed(app) == ["Bea Nagy", "Ada Lovelace"]
    assert figures(app)["Called in 90 days"] == "0"
    assert "stays on the list" in said(app)


def test_a_tick_is_taken_back_at_once(page):
    app = tick(page(), "booked")
    app.button(key="take_back_last").click().run()
    assert listed(app) == ["Bea Nagy", "Ada Lovelace"]


def test_a_tick_is_taken_back_later(page):
    tick(page(), "booked")
    app = page()
    assert listed(app) == ["Ada Lovelace"]
    choice = app.selectbox(key="mistaken")
    choice.set_value(choice.options[0]).run()
    next(button for button in app.button if button.label == "Take it back").click().run()
    assert listed(app) == ["Bea Nagy", "Ada Lovelace"]


def test_a_tick_outlives_a_restart_and_a_rebuild(page, salon):
    tick(page(), "called")
    regulars("build", workspace=salon.root)
    app = page()
    assert listed(app) == ["Ada Lovelace"]
    (history,) = (table.value for table in app.dataframe if "outcome" in table.value.columns)
    assert history[["client_name", "outcome"]].to_dict("records") == [
        {"client_name": "Bea Nagy", "outcome": "Called"}
    ]


@pytest.mark.parametrize(
    ("day", "rests", "came"),
    [(date(2026, 4, 4), False, True), (date(2026, 4, 5), True, False), (None, False, False)],
)
def test_a_call_holds_until_the_next_visit(keys, day, rests, came):
    """Bea came last on 5 April: a call of the day before has brought her, a later one holds."""
    moment = datetime.combine(day or date(2026, 6, 1), datetime.min.time(), UTC)
    outcome = "called" if day else "not_reached"
    call = Call(client_key=keys["Bea Nagy"], outcome=outcome, at=moment)
    ticked = calls.Ticked((call,), {keys["Bea Nagy"]: date(2026, 4, 5)}, ())
    assert (ticked.resting == [keys["Bea Nagy"]]) is rests
    assert ticked.came(call) is came


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 2)])
def test_after_90_days_a_client_may_be_called_again(page, salon, keys, days, left):
    at = datetime.now(UTC) - timedelta(days=days)
    noted.tick(salon, Call(client_key=keys["Bea Nagy"], outcome="called", at=at))
    assert len(listed(page())) == left


def test_clients_held_out_by_lot_are_counted_and_not_shown(page, publish_held_out):
    publish_held_out("Bea Nagy")
    app = page()
    assert listed(app) == ["Ada Lovelace"]
    assert figures(app)["Held out by lot"] == "1"
    assert "Bea" not in said(app)


@pytest.fixture
def publish_held_out(salon, keys):
    def published(name):
        build = builds.latest(salon.warehouse)
        build.chmod(0o600)
        with duckdb.connect(str(build)) as connection:
            connection.execute(
                "update marts.call_list set is_holdout = true where client_key = ?", [keys[name]]
            )

    return published


def test_a_broken_file_of_calls_is_named_and_nothing_is_written_over_it(page, salon):
    salon.calls.mkdir()
    broken = salon.calls / f"{datetime.now(UTC):%Y-%m}.json"
    broken.write_text("{", encoding="utf-8")
    app = page()
    assert broken.name in plain(app.warning[0].value)
    app = app.button(key="tick_called").click().run()
    assert "cannot be read, so nothing is noted" in app.error[0].value
    assert broken.read_text(encoding="utf-8") == "{"


def test_nobody_as_late_as_chosen_is_said_in_words(page):
    app = page(late="Due")
    assert "Nobody is left to call" in said(app)
    assert "2 clients" in plain(said(app))
    assert not app.code


def test_a_slice_without_anybody_due_says_what_to_change(page):
    app = page(types="Reactivated")
    assert not app.metric
    assert "Choose other quarters" in app.info[0].value


def test_without_contacts_there_are_counts_and_nobody_is_named(page, monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    app = page()
    assert figures(app)["To call"] == "2"
    assert not app.code
    assert not app.dataframe
    assert not any(name.split()[0] in said(app) for name in NAMES.values())


def test_the_address_and_the_logs_name_nobody(page, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        app = tick(page(), "booked")
    out = "".join(capfd.readouterr()) + caplog.text + str(app.query_params)
    assert not any(part in out for name in NAMES.values() for part in name.split())
    assert "+36" not in out


def test_the_sums_of_the_demo_are_those_of_the_call_list(ask, warehouse):
    counts = ask("call_counts", ticked=[])
    lines = warehouse.ask("select * from marts.call_list")
    assert counts["clients"].sum() == lines["client_key"].n_unique() > 100
    assert counts["money_at_risk"].sum() == pytest.approx(lines["margin_at_risk"].sum())
    held = lines.filter("is_holdout")["client_key"].n_unique()
    assert counts.filter("is_holdout")["clients"].sum() == held > 0


def test_every_reason_and_state_has_its_words(warehouse):
    reasons = warehouse.ask("select distinct suppressed_by from marts.call_list_suppressed")
    states = warehouse.ask("select distinct state from marts.call_list")
    assert set(reasons["suppressed_by"]) <= set(call_left_out.REASONS)
    assert set(states["state"]) <= set(STATES)
