"""A load can be taken back: then everything is as if its file had never been loaded."""

import json

import pytest

from ingestion import unloading
from ingestion.unloading import UnloadError
from tests.ingestion.conftest import Salon
from tests.ingestion.test_rows_over_time import export, exported, full, lines, on, row
from warehouse import landing

MINE = """
entity = "booking_lines"
system = "till"
key_family = "till"
key = ["booking_ref"]
lists_all = true
[columns]
booking_ref = "Nr"
starts_at = "Day"
service = "What"
status = { constant = "completed" }
net_amount = "%s"
"""
HEADER = "Nr,Day,What,Listed,Paid\n"


def rows(*numbers):
    return HEADER + "".join(f"{n},2026-02-{n:02},Cut,50,40\n" for n in numbers)


def unload(salon, name):
    return unloading.unload(salon.workspace, salon.settings, name)


def test_after_a_wrong_mapping_is_taken_back_its_rows_are_those_of_the_next_export(tmp_path):
    both, alone = Salon(tmp_path / "both"), Salon(tmp_path / "alone")
    for salon in (both, alone):
        salon.save_mapping(MINE % "Paid", "right.toml")
        salon.save_mapping(MINE % "Listed", "wrong.toml")
    one = exported(both, on(1), "one.csv", rows(1, 2, 3, 4))
    both.load(one, both.workspace.root / "wrong.toml")
    for salon in (both, alone):
        two = exported(salon, on(2), "two.csv", rows(2, 3, 4, 5, 6))
        salon.load(two, salon.workspace.root / "right.toml")
    said = unload(both, "one.csv")
    assert (said.rows, said.read_again) == (4, ["two.csv"])
    columns = ("booking_ref", "status", "net_amount", "state_at", "row_number")
    assert lines(both, *columns) == lines(alone, *columns)
    again = both.load(one, both.workspace.root / "right.toml")
    assert (again.outcome, again.rows_new) == ("landed", 4)
    assert [line[0] for line in lines(both)] == ["1", "2", "3", "4", "5", "6"]
    assert {str(line[2]) for line in lines(both)} == {"40.00"}


def test_rows_that_a_later_export_had_in_common_are_not_lost(salon):
    salon.load(exported(salon, on(1), "one.csv", full(1, 2, 3)))
    second = salon.load(exported(salon, on(2), "two.csv", full(1, 2, 3, 4)))
    assert second.rows_landed == 1
    unload(salon, "one.csv")
    assert [line[0] for line in lines(salon)] == ["A-1", "A-2", "A-3", "A-4", "A-end"]
    outcomes = salon.loads().select("file_name", "outcome", "rows_landed").rows()
    assert outcomes == [("one.csv", "withdrawn", 4), ("two.csv", "landed", 5)]


def test_deletions_that_a_load_brought_are_taken_back_with_it(salon):
    salon.load(exported(salon, on(1), "one.csv", full(*range(1, 11))))
    report = salon.load(exported(salon, on(2), "two.csv", full(1, *range(3, 11))))
    assert report.deletions == "followed"
    unload(salon, report.load_id)
    assert {line[1] for line in lines(salon)} == {"completed"}
    assert len(lines(salon)) == 11


def test_the_file_and_the_line_of_the_log_are_kept(salon):
    content = export(row("A-1", 2)).encode()
    report = salon.load_text(content, "one.csv")
    unload(salon, "one.csv")
    kept = salon.workspace.landing / "originals" / f"{report.load_id}-one.csv"
    assert kept.read_bytes() == content
    assert landing.files(salon.workspace, "booking_lines") == []
    assert salon.load_text(content, "one.csv").outcome == "landed"


def test_a_load_of_another_report_is_left_alone(salon):
    salon.load(exported(salon, on(1), "one.csv", full(1)))
    sales = salon.load_export("fresha/sales_log_detail.csv")
    assert unload(salon, "one.csv").read_again == []
    assert sales.load_id in salon.loads()["load_id"].to_list()


def test_a_file_that_must_be_read_again_and_is_gone_changes_nothing(salon):
    salon.load(exported(salon, on(1), "one.csv", full(1, 2, 3)))
    second = salon.load(exported(salon, on(2), "two.csv", full(1, 2, 3, 4)))
    before = salon.loads()
    (salon.workspace.landing / "originals" / f"{second.load_id}-two.csv").unlink()
    with pytest.raises(landing.LandingDamagedError, match=r"two\.csv is gone"):
        unload(salon, "one.csv")
    assert salon.loads().equals(before)


def test_a_name_that_no_load_has_is_answered_with_those_there_are(salon):
    salon.load_text(export(row("A-1", 2)), "one.csv")
    with pytest.raises(UnloadError, match=r"The newest loads: one\.csv"):
        unload(salon, "other.csv")


def test_a_name_that_two_loads_have_asks_for_the_id(salon):
    salon.load_text(export(row("A-1", 2)), "one.csv")
    second = salon.load_text(export(row("A-1", 2), row("A-2", 3)), "one.csv")
    with pytest.raises(UnloadError, match=second.load_id):
        unload(salon, "one.csv")
    assert unload(salon, second.load_id).rows == 1


def test_the_command_line_takes_a_load_back(run, empty_workspace):
    file = empty_workspace / "inbox" / "one.csv"
    file.write_text(export(row("A-1", 2)))
    loaded = run("load", workspace=empty_workspace)
    assert "1 new; +40.00 EUR" in loaded.stdout
    said = json.loads(run("unload", "one.csv", "--json", workspace=empty_workspace).stdout)
    assert (said["file_name"], said["rows"]) == ("one.csv", 1)
    status = json.loads(run("status", "--json", workspace=empty_workspace).stdout)
    assert [status[n] for n in ("files_loaded", "files_withdrawn", "files_waiting")] == [0, 1, 1]
    failed = run("unload", "one.csv", workspace=empty_workspace, check=False)
    assert (failed.returncode, "Traceback" in failed.stderr) == (1, False)


def test_the_command_line_warns_of_an_export_that_shrinks(run, empty_workspace):
    for name, text in (("one.csv", full(*range(1, 11))), ("two.csv", full(1))):
        file = empty_workspace / "inbox" / name
        file.write_text(text)
        loaded = run("load", file, workspace=empty_workspace)
    assert "WARNING. The export shrinks" in loaded.stdout
    followed = run("load", file, "--follow-deletions", workspace=empty_workspace)
    assert "9 gone; -360.00 EUR" in followed.stdout
