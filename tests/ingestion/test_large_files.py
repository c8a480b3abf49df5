"""A large file lands what it would land read whole: rows, keys, rejected rows and figures."""

import re
import signal
import subprocess
import sys

import polars as pl
import pytest
import watchfiles
from polars.testing import assert_frame_equal

from ingestion import large_files

HEADER = "booking_ref,starts_at,client_name,phone,service,status,net_amount,tip_amount\n"
OWN = ("load_id", "loaded_at", "state_at", "exported_at")


def line(number, **changed):
    cells = {
        "ref": f"B-{number}",
        "at": f"2026-0{1 + number % 9}-{1 + number % 28:02} 1{number % 10}:15",
        "name": f"Anna  Alma{number % 90}",
        "phone": f"+36 30 {1234000 + number % 50}",
        "service": ("Cut", '"Colour, long"', "Nails")[number % 3],
        "status": ("completed", "no show", "wandered off")[number % 3],
        "net": f"{20 + number % 7}.50",
        "tip": "" if number % 4 else "2",
    }
    return ",".join(str(cell) for cell in {**cells, **changed}.values()) + "\n"


def lines(count):
    return HEADER + "".join(line(number) for number in range(count))


def slashed(text):
    """Write days as 27/01/2026: the first ones could be months."""
    return re.sub(r"2026-(\d\d)-(\d\d)", r"\2/\1/2026", text)


ODD = line(7777, name='"Dóra\n Dél"') + "\n" + line(8888, name='Bell 5" tall')
BAD = "".join(line(number, net="much", ref=f"Z{number}") for number in range(30))
EARLY = "".join(line(10 * number, at="2026-02-03 10:00") for number in range(300))
CONTENTS = {
    "plain lines": lines(300),
    "line breaks in cells, blank lines, signs inside": lines(300) + ODD + line(9999),
    "windows line ends": (lines(300) + ODD).replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + lines(300),
    "semicolons under a title": "My salon\n\n" + lines(300).replace('"Colour, long"', "Colour")
    .replace(",", ";"),
    "totals and a repeated header": lines(300) + HEADER + "Total,,,,,,999.00,\n" + line(301),
    "rows that cannot be taken": lines(300) + line(1, net="a lot", ref="X") + line(2, at="soon"),
    "cut and long rows": lines(300) + "B-1\n" + line(3, tip="1,surplus", ref="L"),
    "equal rows and equal keys": lines(300) + line(5) + line(5) + line(200, net="1.00"),
    "too many bad rows": lines(300) + BAD,
    "an order of days that shows late": slashed(HEADER + EARLY + lines(30).removeprefix(HEADER)),
    "an order of days that never shows": slashed(HEADER + EARLY),
    "a quotation mark that is never closed": lines(300) + line(1, name='"Anna') + lines(200),
    "another list": "Colour,Size\n" + "red,4\n" * 2000,
}  # fmt: skip


def landed(salon, content, monkeypatch, *, is_large, entity="booking_lines"):
    monkeypatch.setattr(large_files, "LARGE_BYTES", 4000 if is_large else 10**9)
    monkeypatch.setattr(large_files, "BLOCK_BYTES", 4000)
    report = salon.load_text(content, "big.csv").as_dict()
    rows = salon.rows(entity).drop(OWN, strict=False) if report["rows_landed"] else pl.DataFrame()
    log = salon.loads().drop(OWN, strict=False)
    return {**report, "load_id": None}, rows, log, salon.rejected()


@pytest.fixture
def alike(salon, salons, monkeypatch):
    """Load a content both ways; give the report when nothing tells them apart."""

    def both(content):
        large = landed(salon, content, monkeypatch, is_large=True)
        whole = landed(salons("whole"), content, monkeypatch, is_large=False)
        assert large[0] == whole[0]
        assert_frame_equal(large[1], whole[1])
        assert_frame_equal(large[2], whole[2])
        assert large[3] == whole[3]
        return large[0]

    return both


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_a_large_file_lands_what_it_would_land_read_whole(alike, content):
    alike(content)


def test_what_the_contents_are_there_for_happens(alike):
    report = alike(CONTENTS["equal rows and equal keys"])
    assert (report["rows_landed"], report["rows_rejected"]) == (303, 0)
    assert alike(CONTENTS["cut and long rows"])["rows_rejected"] == 2


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "utf-16-le", "windows-1252"])
def test_a_large_file_in_another_encoding(alike, encoding):
    name = "Наталья Лаврова" if encoding == "windows-1251" else "Hélène François"
    text = lines(300).replace("Anna  Alma", name)
    assert alike(text.encode(encoding))["rows_landed"] == 300


def test_an_encoding_that_shows_late(salon, monkeypatch):
    monkeypatch.setattr(large_files, "_HEAD_BYTES", 2000)
    late = "".join(line(number, name="Наталья Лаврова") for number in range(300, 400))
    content = (lines(300) + late).encode("windows-1251")
    report, rows, _, _ = landed(salon, content, monkeypatch, is_large=True)
    assert report["encoding"] == "windows-1251"
    assert rows["client_name"].to_list()[-1] == "Наталья Лаврова"


def test_the_next_large_export_lands_only_what_is_new(salon, monkeypatch):
    landed(salon, lines(300), monkeypatch, is_large=True)
    more = lines(320).replace("B-7,", "B-7777,")
    report = landed(salon, more, monkeypatch, is_large=True)[0]
    assert (report["rows_landed"], report["rows_duplicate"]) == (21, 299)


def test_the_next_large_export_is_held_against_the_last_as_if_read_whole(
    salon, salons, monkeypatch
):
    """Fresha's sales log lists all sales of its days: what it lacks is gone."""
    header = "Sale no.,Sale date,Type,Item,Client,Net sales,Team member\n"
    rows = [
        f"{number},2026-0{1 + number // 60}-{1 + number % 28:02},Service,Cut,Anna{number},40.00,"
        "Zita\n"
        for number in range(300)
    ]
    later = [row.replace("40.00", "45.00") if row.startswith("7,") else row for row in rows]
    told = []
    for one, is_large in ((salon, True), (salons("whole"), False)):
        landed(one, header + "".join(rows), monkeypatch, is_large=is_large)
        told.append(landed(one, header + "".join(later[3:]), monkeypatch, is_large=is_large))
    large, whole = told
    assert (large[0], large[3]) == (whole[0], whole[3])
    assert_frame_equal(large[1], whole[1])
    assert_frame_equal(large[2], whole[2])
    assert (large[0]["rows_new"], large[0]["rows_changed"]) == (0, 1)


def test_of_repeated_cards_the_last_is_taken_also_in_a_large_file(salon, salons, monkeypatch):
    cards = "".join(f"{number},Eva,Erd{number % 7}\n" for number in range(400))
    content = "Client ID,First Name,Last Name\n1,Anna,Alma\n" + cards + "2,Eva,Erd2\n"
    large = landed(salon, content, monkeypatch, is_large=True, entity="clients")
    whole = landed(salons("whole"), content, monkeypatch, is_large=False, entity="clients")
    assert_frame_equal(large[1], whole[1])
    assert (large[0], large[3]) == (whole[0], whole[3])
    assert (large[0]["rows_duplicate"], large[0]["rows_rejected"]) == (1, 1)


def test_nothing_is_left_beside_the_landed_files(salon, monkeypatch):
    landed(salon, lines(300).encode("utf-16"), monkeypatch, is_large=True)
    assert [file.name for file in salon.workspace.landing.rglob("*.tmp")] == []


CHILD = """
import sys
from pathlib import Path
from ingestion import large_files, loading
from warehouse.settings import Settings
from warehouse.workspace import Workspace
large_files.LARGE_BYTES = large_files.BLOCK_BYTES = 20_000
loading.load_files(Workspace(Path(sys.argv[1])), Settings(), [Path(sys.argv[2])])
"""


def test_a_load_that_is_killed_leaves_nothing_that_counts(salon, monkeypatch):
    file = salon.save(lines(40_000), "big.csv")
    child = subprocess.Popen([sys.executable, "-c", CHILD, salon.workspace.root, file])
    seen = watchfiles.watch(salon.workspace.landing, watch_filter=None, rust_timeout=60_000)
    next(changes for changes in seen if any(path.endswith("-0.tmp") for _, path in changes))
    child.kill()
    assert child.wait() == -signal.SIGKILL
    assert salon.loads().is_empty()
    assert landed(salon, lines(300), monkeypatch, is_large=True)[0]["rows_landed"] == 300
    assert [path.name for path in salon.workspace.landing.rglob("*.tmp")] == []
