"""What a re-export would let count no longer is told before it is loaded."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingestion import foreseen, known, loading, opening, preview
from warehouse import landing

FORM = (
    'title = "Diary"\nentity = "booking_lines"\nrecord_kind = "bookings"\nlists_all = true\n'
    'key = ["booking_ref"]\n[columns]\nbooking_ref = { header = "Ref", required = true }\n'
    'starts_at = { header = "Day", required = true }\nservice = "Service"\n'
    'net_amount = { header = "Paid", required = true }\nstatus = { constant = "completed" }\n'
)


def diary(*refs):
    """Ten days of a diary, one line a day; the last is left out of every comparison."""
    lines = [f"R{n},2026-10-{10 + n},Cut,40" for n in refs]
    return "Ref,Day,Service,Paid\n" + "\n".join(lines) + "\n"


@pytest.fixture
def loaded(salon):
    """A salon whose diary of eleven days was loaded an hour ago."""
    (salon.workspace.mappings / "diary.toml").write_text(FORM, encoding="utf-8")
    file = salon.save(diary(*range(11)), "one.csv")
    hour_ago = (datetime.now(UTC) - timedelta(hours=1)).timestamp()
    os.utime(file, (hour_ago, hour_ago))
    assert salon.load(file).rows_landed == 11
    return salon


def told(salon, text, name="dropped.csv"):
    opened = opening.open_file(name, text.encode(), known.known(salon.workspace, None))
    seen = preview.inspect(opened, None, salon.settings)
    now = datetime.now(UTC).replace(tzinfo=None)
    return foreseen.gone(salon.workspace, salon.settings, seen, Path(name), now)


@pytest.mark.parametrize(
    ("missing", "deletions"), [((1,), "followed"), ((1, 2), "kept"), ((1, 2, 3), "kept")]
)
def test_the_two_numbers_are_told_and_from_the_limit_on_a_person_is_asked(
    loaded, missing, deletions
):
    gone = told(loaded, diary(*(n for n in range(11) if n not in missing)))
    assert (gone.lines.height, gone.known, gone.deletions) == (len(missing), 10, deletions)


def test_a_whole_export_lacks_nothing(loaded):
    assert told(loaded, diary(*range(11))) is None


def test_the_last_day_may_have_been_running(loaded):
    assert told(loaded, diary(*range(10))) is None


def test_before_the_first_load_nothing_can_lack(salon):
    (salon.workspace.mappings / "diary.toml").write_text(FORM, encoding="utf-8")
    assert told(salon, diary(0, 1)) is None


def test_looking_changes_nothing(loaded):
    told(loaded, diary(0, 10))
    assert landing.loads(loaded.workspace).height == 1


def test_of_two_files_only_the_one_that_was_confirmed_lets_lines_go(loaded):
    kept = loaded.save(diary(0, 5, 6, 7, 8, 9, 10), "two.csv")
    moment = (datetime.now(UTC) - timedelta(minutes=30)).timestamp()
    os.utime(kept, (moment, moment))
    gone = loaded.save(diary(0, 1, 2, 3, 4, 5, 10), "three.csv")
    files = [kept, gone]
    reports = loading.load_files(loaded.workspace, loaded.settings, files, deleted_in=[gone])
    assert [report.deletions for report in reports] == ["kept", "confirmed"]
    rows = loaded.rows("booking_lines")
    deleted = rows.filter(rows["status"] == "deleted")["booking_ref"].to_list()
    assert sorted(deleted) == ["R6", "R7", "R8", "R9"]
