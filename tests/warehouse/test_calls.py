"""Calls are noted whole, hold keys alone, and are there after a restart."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from warehouse import calls
from warehouse.calls import Call, CallError
from warehouse.workspace import Workspace

LONG_AGO = date(2000, 1, 1)


def call(client_key="k1", outcome="called", at="2026-11-22T09:15"):
    return Call(
        client_key=client_key, outcome=outcome, at=datetime.fromisoformat(at).replace(tzinfo=UTC)
    )


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def made(workspace, since=LONG_AGO):
    return calls.made(workspace, since)[0]


def test_calls_are_noted_the_newest_first_whatever_the_month(workspace):
    for at in ("2026-11-30T23:59", "2026-12-01T00:01", "2026-11-01T00:00"):
        calls.tick(workspace, call(at=at))
    assert [f"{noted.at:%m-%d}" for noted in made(workspace)] == ["12-01", "11-30", "11-01"]
    assert {file.name for file in workspace.calls.glob("*.json")} == {
        "2026-11.json",
        "2026-12.json",
    }


def test_calls_before_a_day_are_left_out(workspace):
    for at in ("2026-11-21T23:59", "2026-11-22T00:00"):
        calls.tick(workspace, call(at=at))
    assert [noted.at.day for noted in made(workspace, date(2026, 11, 22))] == [22]


def test_a_client_may_be_called_again(workspace):
    calls.tick(workspace, call(outcome="not_reached"))
    calls.tick(workspace, call(outcome="booked", at="2026-11-23T09:15"))
    assert [noted.outcome for noted in made(workspace)] == ["booked", "not_reached"]


def test_a_call_is_taken_back_and_the_others_stay(workspace):
    for key in ("k1", "k2"):
        calls.tick(workspace, call(key))
    calls.take_back(workspace, call("k1"))
    calls.take_back(workspace, call("k1"))
    assert made(workspace) == [call("k2")]


def test_taking_back_where_nothing_was_noted_makes_nothing(workspace):
    calls.take_back(workspace, call())
    assert not workspace.calls.exists()


def test_the_file_is_for_its_owner_alone_holds_keys_alone_and_no_draft_stays(workspace):
    calls.tick(workspace, call())
    (file,) = workspace.calls.glob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    assert {other.name for other in workspace.calls.iterdir()} <= {file.name, ".lock"}
    assert json.loads(file.read_text("utf-8")) == {
        "calls": [{"client_key": "k1", "outcome": "called", "at": "2026-11-22T09:15:00Z"}]
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"calls": [{}]}', "\ufffd"])
def test_a_file_that_cannot_be_read_is_named_and_never_written_over(workspace, text):
    calls.tick(workspace, call(at="2026-12-01T09:00"))
    broken = workspace.calls / "2026-11.json"
    broken.write_text(text, encoding="utf-8")
    assert calls.made(workspace, LONG_AGO) == ([call(at="2026-12-01T09:00")], ["2026-11.json"])
    with pytest.raises(CallError, match=r"2026-11\.json"):
        calls.tick(workspace, call())
    assert broken.read_text(encoding="utf-8") == text


def test_without_a_folder_there_are_no_calls(workspace):
    assert calls.made(workspace, LONG_AGO) == ([], [])


@pytest.mark.parametrize("wrong", [{"outcome": "sold"}, {"client_key": ""}])
def test_a_call_is_to_somebody_and_ends_in_a_known_way(wrong):
    with pytest.raises(ValidationError):
        call(**wrong)


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(ValidationError):
        Call(client_key="k1", outcome="called", at=datetime(2026, 11, 22, 9, 15))


def test_two_desks_that_call_at_once_lose_nothing(workspace):
    def several(desk):
        for number in range(10):
            calls.tick(workspace, call(f"{desk}-{number}"))

    with ThreadPoolExecutor() as desks:
        list(desks.map(several, ("left", "right")))
    assert len(made(workspace)) == 20
