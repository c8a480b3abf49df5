# ruff: noqa: RUF001  # letters of other scripts
"""Whatever is in a file: it is read or refused in words, and every row of it is accounted for."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ingestion import flaws, landed_rows, reading, text_encoding
from ingestion.known import known
from ingestion.refusals import FileRefusedError
from tests.ingestion.bad_input.case import ANNA, BELA, HEADER
from tests.ingestion.fuzz import examples
from warehouse.load_log import Load

EXPORTS = Path(__file__).parent / "exports"
NOW = datetime(2026, 11, 1)
# What export programs, people and cut connections leave in files.
TOKENS = (
    ",", ";", "\t", "|", '"', '""', "\n", "\r", "\r\n", "\x00", "\ufeff", "\u00a0", "Total", "NaN",
    "-", "(5)", "1 234,50", "1,234.50", "31/12/2026", "12/31/2026", "46030", "€", "$", "é", "ё",
    "١", "🙂", "=1+1", "\u2028", "\x1f", "\x1c", "\x85", flaws.ERROR, "x" * 300, "\n" * 40,
    "," * 40,
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "windows-1250", "cp866")


@pytest.fixture
def take(salon):
    """Take a file apart without writing anything; the balance of its rows must hold."""
    job = landed_rows.Job(salon.workspace, salon.settings, known(salon.workspace, None))

    def taken(content, name="export.csv"):
        file = salon.save(content, name)
        draft = Load("1", NOW, name, "hash", len(content), outcome="refused", message="")
        given_file = landed_rows.Given(file, content, draft)
        landed = landed_rows.landed_rows(job, given_file, salon.loads(), lambda _format: NOW)
        load = landed.load
        if load.outcome == "refused":
            assert load.message
            return file
        told = load.rows_landed + load.rows_duplicate + load.rows_rejected + load.rows_title_total
        assert told == load.rows_read
        assert landed.rejected["row_number"].n_unique() == load.rows_rejected
        assert landed.rejected["reason"].null_count() == 0
        return file

    return taken


def read(content, delimiter=None):
    """Read a file that is no workbook; None where it is refused."""
    try:
        return reading.read(Path("export.csv"), content, delimiter)[0]
    except FileRefusedError:
        return None


@examples(150)
@given(st.binary(max_size=400), st.sampled_from([b"", b"a,b\n1,", b"\xef\xbb\xbf", b"\xff\xfe"]))
def test_arbitrary_bytes_are_read_or_refused(content, start):
    if not (start + content).startswith((b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))):
        read(start + content)


LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t")
CELLS = st.text(LETTERS, max_size=12)
TABLE = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)
)


@examples(80)
@given(TABLE, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n"]))
def test_an_arbitrary_table_is_read_as_it_was_written(table, delimiter, end):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        table
    )
    grid = read(text.getvalue().encode(), delimiter)
    filled = [row for row in table if any(cell.strip(" \ufeff").strip() for cell in row)]
    if grid is None:
        assert not filled
    else:
        found = [list(row[2:]) for row in grid.rows.iter_rows()]
        assert [row for row in found if row in filled] == filled


def encoded_back(text, encoding):
    """The bytes that a text was read from."""
    start, *marked = text.split(flaws.UNDECODED)
    return start.encode(encoding) + b"".join(
        bytes.fromhex(part[:2]) + part[2:].encode(encoding) for part in marked
    )


@examples(150)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text("абвгдезиклмнопрст ,Ёß0123\n", max_size=60).flatmap(
            lambda text: st.sampled_from(ENCODINGS).map(lambda e: text.encode(e, errors="ignore"))
        ),
    )
)
def test_decoding_keeps_every_byte(content):
    text, encoding = text_encoding.decode(content)
    marks = [mark for mark, _ in text_encoding.BOMS if content.startswith(mark)]
    assert encoded_back(text, encoding) == content.removeprefix(marks[0] if marks else b"")


@st.composite
def mutated_exports(draw):
    """A real-looking export in which a few things went wrong."""
    text = draw(st.sampled_from(sources()))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 0, 1, 3, 30]))
        token = draw(st.one_of(st.sampled_from(TOKENS), st.text(max_size=3), st.just("")))
        text = text[:at] + token + text[at + length :]
    content = text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=2)) + content[at:]
    return content[: draw(st.sampled_from([len(content), len(content) // 2]))]


def sources():
    own = "\n".join([HEADER, *(ANNA.replace("40.00", f"{n}.00") for n in range(30)), BELA])
    return [own, *(file.read_text() for file in sorted(EXPORTS.rglob("*.csv")))]


@examples(120)
@given(content=mutated_exports())
def test_every_row_of_an_arbitrarily_damaged_export_is_accounted_for(take, content):
    take(content)


WORKBOOK_CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).filter(str.strip),
    st.datetimes(datetime(1900, 3, 1), datetime(9000, 1, 1)),
    st.sampled_from(["=1/0", "=1+1", "2026-03-01", "1 234,50", "Total", "starts_at"]),
)  # fmt: skip


@examples(8)
@given(rows=st.lists(st.lists(WORKBOOK_CELLS, min_size=6, max_size=7), min_size=1, max_size=40),
       has_header=st.booleans(), start=st.integers(0, 3))  # fmt: skip
def test_an_arbitrary_workbook_loses_no_cell(take, rows, has_header, start):
    table = [HEADER.split(","), *rows] if has_header else rows
    content = io.BytesIO()
    options = {"default_date_format": "yyyy-mm-dd hh:mm", "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet("Bookings")
        for number, row in enumerate(table):
            sheet.write_row(start + number, start, row)
    data = content.getvalue()
    file = take(data, "arbitrary.xlsx")
    filled = sum(cell is not None for row in table for cell in row)
    if filled:
        [grid] = reading.read(file, data)
        cells = [cell for row in grid.rows.iter_rows() for cell in row[2:] if cell is not None]
        assert len(cells) == filled
        texts = {cell for row in table for cell in row if isinstance(cell, str)}
        assert {text for text in texts if not text.startswith("=")} <= set(cells)


@examples(12)
@given(at=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=4),
       end=st.floats(0.3, 1))  # fmt: skip
def test_an_arbitrarily_damaged_workbook_is_read_or_refused(take, at, end):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER.split(","), *[ANNA.split(",")] * 20]):
            sheet.write_row(number, 0, row)
    data = bytearray(content.getvalue())
    for place, new in at:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    cut = len(data) if end > 0.9 else int(end * len(data))
    take(bytes(data[:cut]), "damaged.xlsx")
