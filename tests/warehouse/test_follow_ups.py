"""Who was called back is a journal that is never rewritten, with keys of answers alone."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from warehouse import follow_ups
from warehouse.follow_ups import FollowUp
from warehouse.workspace import Workspace

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def journal(workspace):
    follow_ups.note(workspace, FollowUp(response_id="r1", day=MONDAY))
    return workspace.follow_ups / "called_back.jsonl"


def test_a_call_is_noted_with_its_day(workspace, journal):
    follow_ups.note(workspace, FollowUp(response_id="r2", day=TUESDAY))
    assert follow_ups.called_back(workspace) == ({"r1": MONDAY, "r2": TUESDAY}, 0)
    assert [json.loads(line) for line in journal.read_text("utf-8").splitlines()] == [
        {"response_id": "r1", "day": "2026-11-02", "called_back": True},
        {"response_id": "r2", "day": "2026-11-03", "called_back": True},
    ]


def test_a_call_that_is_taken_back_is_none_and_may_be_made_again(workspace, journal):
    follow_ups.note(workspace, FollowUp(response_id="r1", day=TUESDAY, called_back=False))
    assert follow_ups.called_back(workspace) == ({}, 0)
    follow_ups.note(workspace, FollowUp(response_id="r1", day=TUESDAY))
    assert follow_ups.called_back(workspace) == ({"r1": TUESDAY}, 0)
    assert len(journal.read_text("utf-8").splitlines()) == 3


@pytest.mark.usefixtures("journal")
def test_the_latest_call_comes_last(workspace):
    for response, day in (("r2", MONDAY), ("r1", TUESDAY)):
        follow_ups.note(workspace, FollowUp(response_id=response, day=day))
    assert list(follow_ups.called_back(workspace)[0]) == ["r2", "r1"]


def test_folder_and_file_are_for_their_owner_alone(workspace, journal):
    assert journal.stat().st_mode & 0o077 == 0
    assert workspace.follow_ups.stat().st_mode & 0o077 == 0


def test_a_line_cut_short_by_a_crash_is_counted_and_swallows_no_other(workspace, journal):
    with journal.open("a", encoding="utf-8") as stream:
        stream.write('{"response_id": "r2", "da')
    follow_ups.note(workspace, FollowUp(response_id="r3", day=TUESDAY))
    assert follow_ups.called_back(workspace) == ({"r1": MONDAY, "r3": TUESDAY}, 1)


def test_without_a_journal_nobody_was_called_back(workspace):
    assert follow_ups.called_back(workspace) == ({}, 0)


@pytest.mark.parametrize("response", ["", "x" * 201])
def test_a_key_is_neither_empty_nor_a_text(response):
    with pytest.raises(ValidationError):
        FollowUp(response_id=response, day=MONDAY)
