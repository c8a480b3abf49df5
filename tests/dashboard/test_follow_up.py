"""Who waits for an answer, what is at risk, and that a call once noted stays noted."""

import re

import pytest

from dashboard import complaints, formats, serving
from tests.dashboard.answers import EMPTY, answers, row
from tests.dashboard.conftest import figures, plain
from warehouse import follow_ups

NOBODY = (EMPTY, "delete from marts.fct_complaints", "delete from marts.clients_at_risk")
KEYS = (
    "(select client_key, row_number() over (order by client_key) as place from marts.dim_clients)"
)


@pytest.fixture
def opened(open_with):
    return lambda *statements, **address: open_with("follow_up", *NOBODY, *statements, **address)


def at_risk(place, response=None, revenue=100, complaints=0, **columns):
    """A client by the place in the list of keys, who is at risk."""
    given = {
        "client_type": "regular",
        "branch": "Old Town",
        "open_complaints": complaints,
        "revenue_365d": revenue,
        "is_detractor": response is not None,
        "came_since": False,
        "may_be_contacted": True,
        "quarter_start": "2026-10-01",
        **columns,
    }
    written = ", ".join(
        f"'{value}' as {name}" if isinstance(value, str) else f"{value} as {name}"
        for name, value in given.items()
    )
    response = f"'{response}'" if response else "null"
    return [
        f"insert into marts.clients_at_risk by name select client_key, {response} as response_id, "
        f"{written} from {KEYS} where place = {place}"
    ]


def detractor(place, response, **columns):
    """A detractor, with the answer that makes one."""
    return [
        *(
            text.replace("'r", f"'{response}-", 1)
            for text in answers(detractors=1, reason="I waited")
        ),
        f"update marts.fct_survey_responses set response_id = '{response}', client_key = "
        f"(select client_key from {KEYS} where place = {place}) "
        f"where response_id like '{response}-%'",
        *at_risk(place, response, **columns),
    ]


def complaint(number, state="closed_in_time", **columns):
    closed = None if state in {"open", "overdue"} else "2026-10-11 10:00"
    return row(
        "fct_complaints",
        complaint_id=f"c{number}",
        **{
            "branch": "Old Town",
            "category": "Result",
            "state": state,
            "is_return_decided": False,
            "hours_to_close": None if closed is None else 24.0,
            "quarter_start": "2026-10-01",
            "opened_at": "2026-10-10 10:00",
            "closed_at": closed,
            **columns,
        },
    )


def test_money_of_detractors_and_of_open_complaints_is_at_risk_each_client_once(opened):
    # 1,000 + 200 of detractors, one with a complaint too; 300 of a complaint alone; margin 55 %.
    app = opened(
        detractor(1, "d1", revenue=1000, complaints=1),
        detractor(2, "d2", revenue=200, came_since=True),
        at_risk(3, revenue=300, complaints=2),
        complaint(1, "overdue"),
        complaint(2, "open"),
    )
    text = plain(app)
    assert figures(app)["Revenue at risk"] == "€1,500"
    assert (
        "**2 detractors to call back, 2 complaints open now.** Clients at risk brought €1,500 in "
        "the last 365 days, €825 of it margin." in text
    )
    assert (
        "Of 3 clients: 2 detractors, 2 with a complaint open on that day. Each counts once." in text
    )
    assert "1 of them came again since their answer." in text
    assert "Next: 1 complaint is open for too long. Answer them today." in text


def test_a_call_is_noted_taken_back_and_outlives_a_build(opened, own_workspace, publish):
    app = opened(detractor(1, "d1", revenue=50), detractor(2, "d2", revenue=900))
    assert [button.key for button in app.button if button.key.startswith("call_")] == [
        "call_d2",
        "call_d1",
    ]
    assert figures(app)["Called back"] == "0 of 2"
    app.button(key="call_d2").click().run()
    assert figures(app)["Called back"] == "1 of 2"
    assert list(follow_ups.called_back(own_workspace)[0]) == ["d2"]
    publish(name="regulars-20270201T000000000000.duckdb", at="2027-02-01")
    app.run()
    assert not app.exception
    assert [button.key for button in app.button if button.key.startswith("call_")] == ["call_d1"]
    app.button(key="take_back").click().run()
    assert figures(app)["Called back"] == "0 of 2"
    assert follow_ups.called_back(own_workspace) == ({}, 0)


def test_when_all_were_called_back_nobody_waits(opened):
    app = opened(detractor(1, "d1"))
    app.button(key="call_d1").click().run()
    assert "**Nobody waits**: no complaint is open" in plain(app)
    assert "All who may be called were called back." in plain(app)
    assert figures(app)["Revenue at risk"] == "€100"


def test_who_may_not_be_contacted_is_not_on_the_list_and_is_counted(opened):
    app = opened(
        detractor(1, "d1", may_be_contacted=False),
        detractor(2, "d2"),
        answers(detractors=2),
    )
    assert [button.key for button in app.button if button.key.startswith("call_")] == ["call_d2"]
    text = plain(app)
    assert "1 detractor must not be called: blocked, or they asked not to be contacted." in text
    assert "2 detractors of these quarters left no name." in text


def test_eight_stand_on_the_page_and_make_room_for_the_next(opened):
    app = opened(*(detractor(place, f"d{place}", revenue=place) for place in range(1, 11)))
    keys = [button.key for button in app.button if button.key.startswith("call_")]
    assert keys == [f"call_d{place}" for place in range(10, 2, -1)]
    assert "The first 8 of 10" in plain(app)
    app.button(key="call_d10").click().run()
    assert "call_d2" in [button.key for button in app.button]


def test_complaints_are_counted_by_what_became_of_them(opened):
    known = "k1"
    app = opened(
        complaint(
            1, "closed_in_time", client_key=known, is_return_decided=True, returned_after=True
        ),
        complaint(
            2, "closed_in_time", client_key=known, is_return_decided=True, returned_after=False
        ),
        complaint(3, "closed_late", client_key=known, returned_after=True, hours_to_close=100.0),
        complaint(4, "overdue"),
        complaint(5, "open"),
    )
    # In time 2, late 1, open for too long 1; one that may still be closed in time does not count.
    assert figures(app)["Complaints closed in time"] == "50.0%"
    assert figures(app)["Came back after a complaint"] == "50.0%"
    text = plain(app)
    assert "5 complaints in these quarters; half of those closed took 24 hours or less." in text
    assert "Of 2 clients whose time to come back is over; 2 of all 3 came so far." in text


def test_a_complaint_of_an_earlier_quarter_that_is_open_stays_in_sight(opened):
    app = opened(
        complaint(1, "overdue", quarter_start="2026-01-01", opened_at="2026-02-01 10:00"),
        complaint(2, "closed_late", quarter_start="2026-01-01"),
    )
    assert "0 detractors to call back, 1 complaint open now." in plain(app)
    (table,) = app.dataframe
    assert list(table.value["said"]) == ["Open for too long"]


def test_while_the_time_to_come_back_runs_no_share_is_shown(opened):
    app = opened(complaint(1, client_key="k1", returned_after=True), complaint(2, client_key="k2"))
    assert figures(app)["Came back after a complaint"] == "—"
    assert "1 of 2 clients came again so far; the time in which they may is not over" in plain(app)


def test_without_detractors_and_complaints_there_is_nothing_to_follow_up(opened):
    assert "No complaints and no detractors in this slice" in opened().info[0].value


def test_nobody_is_named_where_nobody_may_be(opened, monkeypatch):
    monkeypatch.setenv(serving.CONTACTS, serving.HIDDEN)
    app = opened(detractor(1, "d1"), complaint(1))
    assert "Names, phones and e-mails are not shown" in plain(app)
    assert "I waited" not in plain(app)
    assert not [button for button in app.button if (button.key or "").startswith("call_")]
    assert set(app.dataframe[1].value.columns).isdisjoint({"client_name", "phone"})


def test_the_journal_holds_no_name_and_the_address_no_person(opened, own_workspace):
    app = opened(detractor(1, "d1"))
    app.button(key="call_d1").click().run()
    journal = (own_workspace.follow_ups / "called_back.jsonl").read_text("utf-8")
    assert re.fullmatch(
        r'\{"response_id":"d1","day":"\d{4}-\d\d-\d\d","called_back":true\}\n', journal
    )
    assert not set(app.query_params) - {"quarters"}


def test_a_line_that_cannot_be_read_is_told(opened, own_workspace):
    own_workspace.follow_ups.mkdir()
    (own_workspace.follow_ups / "called_back.jsonl").write_text("{\n", "utf-8")
    app = opened(detractor(1, "d1"))
    assert "1 line of the journal" in app.warning[0].value.replace("\N{NO-BREAK SPACE}", " ")


def test_the_clients_of_the_demo_are_those_of_the_mart(ask, warehouse):
    newest = warehouse.ask("select max(quarter_start) from marts.dim_quarters").item()
    (asked,) = ask("at_risk", quarter=newest, quarters=[newest], called_back=[]).to_dicts()
    (mart,) = warehouse.ask(
        "select count(*) as clients, sum(revenue_365d) as revenue from marts.clients_at_risk "
        f"where quarter_start = date '{newest}'"
    ).to_dicts()
    assert (asked["clients"], asked["revenue"]) == (mart["clients"], mart["revenue"])


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (2879, "48 hours"),
        (2880, "2 days"),
        (14400, "10 days"),
    ],
)
def test_a_time_is_written_in_the_unit_that_fits(minutes, words):
    assert formats.duration(minutes).replace("\N{NO-BREAK SPACE}", " ") == words


def test_every_state_of_a_complaint_has_its_words(warehouse):
    states = warehouse.ask("select distinct state from marts.fct_complaints")["state"]
    assert set(states) <= set(complaints.STATES)
