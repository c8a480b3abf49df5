# ruff: noqa: RUF001  # letters and digits of other scripts
"""Everything that can be wrong with a text file, and what becomes of it."""

from datetime import datetime
from decimal import Decimal

import pytest

from tests.ingestion.bad_input.case import (
    ANNA,
    BELA,
    BLANK,
    HEADER,
    NO_AMOUNT,
    NO_DATE,
    NO_LETTERS,
    TOO_LONG,
    TOO_SHORT,
    Case,
    check,
    row,
    text,
)

BOTH = {"client_name": ["Anna Alma", "Béla Erdős"], "net_amount": [Decimal("40"), Decimal("95.5")]}
RUSSIAN = row(client="Наталья Лаврова", service="Окрашивание волос")
POLISH = row(client="Małgorzata Wójcik", service="Strzyżenie")
GERMAN = row(client="Jürgen Größe", service="Färben")


def encoded(rows, encoding, name):
    """A file in an encoding without a mark."""
    client = rows.split(",")[1]
    return Case(name, text(rows).encode(encoding), landed=1, values={"client_name": [client]})


ENCODINGS = [
    Case("utf-8", text(ANNA, BELA), landed=2, values=BOTH),
    Case("utf-8 with mark", text(ANNA, BELA).encode("utf-8-sig"), landed=2, values=BOTH),
    Case("utf-16 with mark", text(ANNA, BELA).encode("utf-16"), landed=2, values=BOTH),
    Case("utf-16-le without mark", text(ANNA, BELA).encode("utf-16-le"), landed=2, values=BOTH),
    Case("utf-16-be without mark", text(ANNA, BELA).encode("utf-16-be"), landed=2, values=BOTH),
    Case("utf-32 with mark", text(ANNA, BELA).encode("utf-32"), landed=2, values=BOTH),
    encoded(RUSSIAN, "utf-16-le", "mostly Cyrillic utf-16 without mark"),
    encoded(RUSSIAN, "windows-1251", "windows-1251"),
    encoded(RUSSIAN, "cp866", "cp866"),
    encoded(RUSSIAN, "koi8-r", "koi8-r"),
    encoded(POLISH, "windows-1250", "windows-1250"),
    encoded(BELA, "windows-1250", "windows-1250 Hungarian"),
    encoded(GERMAN, "windows-1252", "windows-1252"),
    Case(
        "a guess is shown",
        text(RUSSIAN).encode("windows-1251"),
        landed=1,
        says="its letters were taken for windows-1251: see that names look right",
    ),
    Case(
        "utf-8 with one wrong byte",
        text(ANNA, BELA, row(client="J\xfcrgen")).encode().replace("ü".encode(), b"\xfc"),
        landed=2,
        rejected=((4, "client_name", r"J\xfcrgen", NO_LETTERS),),
        values=BOTH,
    ),
    Case(
        "utf-8 cut in the middle of a letter",
        text(BELA, row(net_amount="40.00,")).encode()[:-2] + b"\xc5",
        landed=1,
        rejected=((3, "net_amount", r"40.00\xc5", NO_LETTERS),),
    ),
    Case(
        "windows-1252 with a byte that it lacks",
        text(GERMAN, GERMAN.replace("ü", "?")).encode("windows-1252").replace(b"?", b"\x81"),
        landed=1,
        rejected=((3, "client_name", r"J\x81rgen Größe", NO_LETTERS),),
    ),
    Case(
        "a wrong byte in a column that nobody reads",
        text(f"{BELA},Grüße", header=f"{HEADER},remark").encode().replace(b"\xc3\xbc", b"\xff"),
        landed=1,
    ),
]

DELIMITERS = [
    Case("semicolon", text(ANNA, BELA).replace(",", ";"), landed=2, values=BOTH),
    Case("tab", text(ANNA, BELA).replace(",", "\t"), landed=2, values=BOTH),
    Case("bar", text(ANNA, BELA).replace(",", "|"), landed=2, values=BOTH),
    Case(
        "Excel's hint", "sep=;\n" + text(ANNA, BELA).replace(",", ";"), landed=2, titles=2,
        values=BOTH,
    ),
    Case(
        "semicolon and decimal comma",
        text(ANNA, BELA).replace(",", ";").replace("95.50", "1 095,50").replace(".00", ",00"),
        landed=2,
        values={"net_amount": [Decimal("40"), Decimal("1095.5")]},
        rejected=(),
    ),
]  # fmt: skip

LINES = [
    Case("CR alone", text(ANNA, BELA, end="\r"), landed=2, values=BOTH),
    Case("CRLF", text(ANNA, BELA, end="\r\n"), landed=2, values=BOTH),
    Case("mixed line ends", f"{HEADER}\r\n{ANNA}\n{BELA}\r", landed=2, values=BOTH),
    Case("no end of the last line", text(ANNA, BELA).strip(), landed=2, values=BOTH),
    Case(
        "blank lines", text("", ANNA, " ", ",,,,,", BELA, ""), landed=2,
        values={"row_number": [3, 6]},
    ),
    Case(
        "a line break in a cell",
        text(ANNA.replace("Anna Alma", '"Anna\nAlma"'), row(net_amount="much")), landed=1,
        values={"client_name": ["Anna Alma"]},
        rejected=((4, "net_amount", "much", NO_AMOUNT),),
    ),
    Case(
        "a quotation mark that is never closed", text(ANNA, BELA.replace("Béla", '"Béla')),
        refused="opens in row 3 is never closed",
    ),
    Case(
        "a quotation mark inside a cell", text(ANNA.replace("Cut", '5" Cut')), landed=1,
        values={"service": ['5" Cut']},
    ),
    Case("row too long", text(ANNA, f"{BELA},x,y"), landed=1, rejected=((3, "", "x y", TOO_LONG),)),
    Case(
        "row too short", text(ANNA, "2026-03-02 11:30,Béla"), landed=1,
        rejected=((3, "", "", TOO_SHORT),),
    ),
    Case("commas without cells at the end", text(f"{ANNA},,,"), landed=1),
    Case("zero bytes", text(ANNA).replace("Anna", "An\x00na"), landed=1,
         values={"client_name": ["Anna Alma"]}),
    Case("a cell of 5 MB", text(ANNA.replace("Cut", "x" * 5_000_000)), landed=1),
]  # fmt: skip

TABLES = [
    Case("empty", "", refused="The file is empty"),
    Case("blanks alone", " \r\n\t\n", refused="The file is empty"),
    Case("a mark alone", b"\xef\xbb\xbf", refused="The file is empty"),
    Case("header alone", HEADER + "\n", landed=0),
    Case("preamble", "My salon\n\nFrom 1 March,to 2 March\n" + text(ANNA), landed=1, titles=3),
    Case("total row", text(ANNA, BELA, "Total,,,,,135.50"), landed=2, titles=2),
    Case("header again on each page", text(ANNA, HEADER, BELA), landed=2, titles=2),
    Case(
        "the same header twice", text(f"{ANNA},5", header=f"{HEADER},net_amount"), landed=1,
        values={"net_amount": [Decimal("40")]},
    ),
    Case("a column without header", text(f"{ANNA},5", header=f"{HEADER},"), landed=1),
    Case(
        "headers with stars, blanks and capitals",
        text(ANNA, header=HEADER.replace("service", " SERVICE * ")), landed=1,
    ),
    Case(
        "a needed column is missing", "starts_at,client_name,service,status\n2026-03-01,A,Cut,done",
        refused="the column “net_amount” is missing",
    ),
    Case("equal rows", text(ANNA, ANNA), landed=2),
    Case("web page", "<html><body><table><tr><td>1", refused="This is a web page"),
    Case("web page in utf-16", "<HTML><table>".encode("utf-16"), refused="This is a web page"),
    Case("old XML workbook", '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:'
         'office:spreadsheet">', refused="This is a workbook written as XML"),
    Case("JSON", '[{"starts_at": "2026-03-01"}]', refused="This is a JSON file"),
    Case("binary", bytes(range(256)) * 20, refused="This is a binary file"),
    Case("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", refused="This is a PDF document"),
    Case("picture", bytes.fromhex("89504e470d0a1a0a"), refused="This is a picture"),
    Case("gzip", b"\x1f\x8b\x08\x00\x00", refused="This is a packed archive"),
    Case("letter", "Dear Sir or Madam\nI write to you\n", refused="No format knows this file"),
]  # fmt: skip


def amount(written, value=None):
    """A row with this amount beside a plain one."""
    rows = text(ANNA, row(net_amount=f'"{written}"'))
    if value is not None:
        figures = {"net_amount": [Decimal("40"), Decimal(value)]}
        return Case(f"amount {written}", rows, landed=2, values=figures)
    rejected = ((3, "net_amount", written, NO_AMOUNT),)
    return Case(f"amount {written}", rows, landed=1, rejected=rejected)


AMOUNTS = [
    amount("1,234.50", "1234.5"),
    amount("1\u00a0234.50", "1234.5"),
    amount("1\u202f234.50", "1234.5"),
    amount("1’234.50", "1234.5"),
    amount("1,23,456.00", "123456"),
    amount("12,000 EUR", "12000"),
    amount("１２.５０", "12.5"),
    amount("100.-", "100"),
    amount("٣٤.00"),
    amount("12²"),
    amount("NaN"),
    amount("inf"),
    amount("1e5"),
    amount("1_000"),
    amount("(5"),
    amount("--5"),
    amount("10%"),
    amount("5 € 20 c"),
    amount("=SUM(A1:A2)"),
    amount("99999999999999999999"),
    Case(
        "dollars in a salon of euros",
        text(ANNA, row(net_amount="$12.00")),
        refused="The file has amounts in $, and the salon counts in EUR",
    ),
    Case(
        "forints in a salon of euros",
        text(ANNA, row(net_amount="5 000 Ft")),
        refused="The file has amounts in HUF, and the salon counts in EUR",
    ),
]
SIGNS = [
    Case(
        f"refund {written}",
        text(ANNA, row(net_amount=f'"{written}"')),
        landed=2,
        values={"net_amount": [Decimal("40"), Decimal("-12")], "is_refund": [False, True]},
    )
    for written in ("-12.00", "−12.00", "–12.00", "12.00-", "(12.00)", "(€12.00)", "€-12.00")
]


def day(written, value=None):
    """A row at this moment beside a plain one."""
    rows = text(ANNA, row(starts_at=f'"{written}"'))
    first = datetime(2026, 3, 1, 10)
    if value:
        return Case(f"day {written}", rows, landed=2, values={"starts_at": [first, value]})
    return Case(f"day {written}", rows, landed=1, rejected=((3, "starts_at", written, NO_DATE),))


DAYS = [
    day("46030", datetime(2026, 1, 8)),
    day("31.03.26", datetime(2026, 3, 31)),
    day("2 февр. 2026 г., 14:30", datetime(2026, 2, 2, 14, 30)),
    day("2026. jan. 5.", datetime(2026, 1, 5)),
    day("5 de enero de 2026", datetime(2026, 1, 5)),
    day("Mar 5, 2026 1:46 p.m.", datetime(2026, 3, 5, 13, 46)),
    # The night in which clocks go forward has no 2:30, the one in which they go back has two.
    day("2026-03-29 02:30", datetime(2026, 3, 29, 2, 30)),
    day("2026-10-25 02:30", datetime(2026, 10, 25, 2, 30)),
    day("26-01-05"),
    day("31.02.2026"),
    day("2026-13-01"),
    day("9999-12-31"),
    day("0026-01-05"),
    day("2026-03-01 25:00"),
    day("2 Marble 2026"),
    day("yesterday"),
    Case(
        "no day", text(ANNA, row(starts_at="")), landed=1, rejected=((3, "starts_at", "", BLANK),)
    ),
    Case(
        "day or month first, told by the whole column",
        text(row("03/04/2026"), row("27/12/2026")),
        landed=2,
        values={"starts_at": [datetime(2026, 4, 3), datetime(2026, 12, 27)]},
    ),
    Case(
        "day or month first, told by nothing",
        text(row("03/04/2026"), row("05/06/2026")),
        refused="Is the day or the month first in “starts_at”?",
    ),
    Case(
        "day first in one row, month first in another",
        text(row("27/12/2026"), row("12/27/2026")),
        refused="some of its dates can only have the day first, others only the month",
    ),
]
DECIMALS = [
    Case(
        "decimal comma, told by the whole column",
        text(row(net_amount="1.250"), row(net_amount="12,50"))
        .replace(",", ";")
        .replace("12;50", "12,50"),
        landed=2,
        values={"net_amount": [Decimal("1250"), Decimal("12.5")]},
    ),
    Case(
        "decimal point, told by the whole column",
        text(row(net_amount='"1,250"'), row(net_amount="12.50")),
        landed=2,
        values={"net_amount": [Decimal("1250"), Decimal("12.5")]},
    ),
]
PHONES = [
    Case(
        "phones that are none",
        text(*(ANNA.replace("+3612345678", phone) for phone in
               ("0000000", "-", "+36 1 *** **78", '"3,61E+10"', "06 1 234 5678 ext. 12"))),
        landed=5,
        values={"phone": [None, None, None, None, "+3612345678"]},
        says="4 phone numbers are hidden or no numbers and were left blank",
    ),
    Case(
        "phones that lost their first sign",
        text(ANNA.replace("+3612345678", "0790012345"), ANNA.replace("+3612345678", "790012345")),
        landed=2,
        values={"phone": ["0790012345", "790012345"]},
        says="2 phone numbers are not valid in HU and were kept as digits: a spreadsheet may have "
        "taken a leading 0 or + away",
    ),
]  # fmt: skip
STATUSES = [
    Case(
        "a status that nobody knows", text(ANNA.replace("completed", "vaporised")), landed=1,
        values={"status": ["unknown"], "status_raw": ["vaporised"]},
    ),
    Case(
        "a cell that a spreadsheet would take for a formula",
        text(ANNA.replace("Cut", "=cmd|' /C calc'!A0")), landed=1,
        values={"service": ["=cmd|' /C calc'!A0"]},
    ),
]  # fmt: skip

CASES = [
    *ENCODINGS, *DELIMITERS, *LINES, *TABLES, *AMOUNTS, *SIGNS, *DAYS, *DECIMALS, *PHONES, *STATUSES
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_bad_text_file_becomes_what_was_expected_of_it(salon, case):
    check(salon, case)
