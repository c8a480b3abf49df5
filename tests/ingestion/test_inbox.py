"""Files come into the inbox under harmless names, whole, and never over one another."""

import pytest

from ingestion import inbox, loading


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("sales.csv", "sales.csv"),
        ("Журнал визитов.csv", "Журнал визитов.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\sales.csv", "sales.csv"),
        ("a\x00b\nc\u202e.csv", "abc.csv"),
        ('a<b>:"|?*.csv', "a_b______.csv"),
        ("NUL.csv", "_NUL.csv"),
        ("com1", "_com1"),
        ("console.csv", "console.csv"),
        (".hidden.csv", "hidden.csv"),
        ("~$sales.xlsx", "sales.xlsx"),
        ("sales.csv. . ", "sales.csv"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_leads_nowhere_else(given, safe):
    assert inbox.safe_name(given) == safe


def test_a_long_name_keeps_its_ending():
    name = inbox.safe_name("ж" * 500 + ".csv")
    assert name.endswith(".csv")
    assert len(name.encode()) <= 160


def test_two_files_of_one_name_are_both_kept(salon):
    first = inbox.put(salon.workspace, "sales.csv", b"one")
    second = inbox.put(salon.workspace, "sales.csv", b"two")
    assert (first.name, second.name) == ("sales.csv", "sales (2).csv")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")


def test_the_same_file_again_is_the_same_file(salon):
    first = inbox.put(salon.workspace, "sales.csv", b"one")
    assert inbox.put(salon.workspace, "sales.csv", b"one") == first
    assert [file.name for file in salon.workspace.inbox.iterdir()] == ["sales.csv"]


def test_a_file_is_for_its_owner_alone(salon):
    assert inbox.put(salon.workspace, "sales.csv", b"one").stat().st_mode & 0o077 == 0


def test_what_was_loaded_waits_no_longer(salon):
    loaded = salon.save("rated_at,rating\n2026-03-01 10:00,5\n", "loaded.csv")
    salon.load(loaded)
    waits = salon.save("rated_at,rating\n2026-03-02 10:00,4\n", "waits.csv")
    copy = salon.save(loaded.read_bytes(), "copy.csv")
    assert copy in loading.inbox_files(salon.workspace)
    assert inbox.waiting(salon.workspace) == [waits]


def test_a_refused_file_goes_on_waiting(salon):
    refused = salon.save("nothing,known\n1,2\n")
    salon.load(refused)
    assert inbox.waiting(salon.workspace) == [refused]
