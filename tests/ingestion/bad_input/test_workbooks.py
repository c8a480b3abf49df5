"""Everything that can be wrong with a workbook, and what becomes of it."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

import pytest

from ingestion import packages
from tests.ingestion.bad_input import case
from tests.ingestion.bad_input.books import (
    ANNA,
    HEADERS,
    MOMENT,
    fill,
    like_anna,
    locked_old_xls,
    ods,
    old_xls,
    repacked,
    replaced,
    table,
    xlsx,
)
from tests.ingestion.bad_input.case import Case

SHEET = "xl/worksheets/sheet1.xml"
GOOD = table(ANNA)
CFB = bytes.fromhex("d0cf11e0a1b11ae1")


def two_sheets(book):
    book.add_worksheet("Remarks").write(0, 0, "Ask Zita before changing this")
    fill(book.add_worksheet("Bookings"), ANNA)


def twelve_months(book):
    for month in ("March", "April", "May"):
        fill(book.add_worksheet(month), ANNA)


def old_prices(book):
    fill(book.add_worksheet("Bookings"), ANNA)
    hidden, very_hidden = book.add_worksheet("Last year"), book.add_worksheet("Lists")
    fill(hidden, like_anna(service="Old cut"))
    very_hidden.write(0, 0, "Cut")
    hidden.hide()
    very_hidden.very_hidden()


def all_hidden(book):
    book.add_worksheet("Cover")
    sheet = book.add_worksheet("Bookings")
    fill(sheet, ANNA)
    sheet.hide()


def nothing_known_is_shown(book):
    all_hidden(book)
    book.get_worksheet_by_name("Cover").write_row(0, 0, ["Linden & Linde", "March"])


def chart_beside(book):
    fill(book.add_worksheet("Bookings"), ANNA)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Bookings!$F$2:$F$2"})
    book.add_chartsheet("Chart").set_chart(chart)


def titled(_book, sheet):
    sheet.merge_range(0, 0, 0, 5, "Linden & Linde")


def sums(_book, sheet):
    sheet.write(3, 0, "Total")
    sheet.write_formula(3, 5, "=SUM(F2:F3)", None, 80)


def results(_book, sheet):
    sheet.write_formula(2, 5, "=40/0", None, "#DIV/0!")
    sheet.write_formula(3, 3, '=VLOOKUP("x",A1:B2,2,0)', None, "#N/A")
    sheet.write_formula(4, 5, "=20*2", None, 41)
    sheet.write_formula(5, 2, '=IF(1=1,"","")', None, "gone")


def never_calculated(_book, sheet):
    sheet.write_formula(2, 5, "=20*2")
    sheet.write_formula(3, 0, "=A2+1")


def only_formulas(_book, sheet):
    for row in range(3):
        sheet.write_formula(row, 1, "=1")


def far_cell(row, column):
    return lambda _book, sheet: sheet.write(row, column, "lost")


def far_format(book, sheet):
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))


def shared_text(data):
    start, end = b"<sst", b"</sst>"
    assert start in data
    return data.replace(end, b"<si><t>" + b"x" * 40_000_000 + b"</t></si>" + end)


def exploding(data):
    levels = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"lol") for n in range(9)
    )
    head, _, rest = data.partition(b"?>")
    return head + b"?><!DOCTYPE worksheet [" + levels + b"]>" + rest.replace(b"Cut", b"&e8;")


def lying(content):
    """The declared size of the sheet, in the directory of the package, is far too small."""
    data = bytearray(repacked(content, {SHEET: lambda data: data + b" " * 3_000_000}))
    name = SHEET.encode()
    at = data.rindex(name) - 46
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def locked_by_the_package(content):
    """The flag of a password in the directory of the package."""
    data = bytearray(content)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def many_parts():
    return repacked(GOOD, {f"xl/media/{n}.png": b"x" for n in range(packages.ENTRIES_LIMIT)})


def archive(name):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(name, "x")
    return content.getvalue()


ODS_ERROR = {"formula": "of:=1/0", "valuetype": "string", "stringvalue": ""}

SHEETS = [
    Case("plain", GOOD, landed=1, values={"starts_at": [MOMENT]}),
    *[Case(f"{kind} named {file}", content, landed=1, file=file)
      for file in ("export.csv", "export.xls", "export.xlsx", "export.xlsb", "export.ods", "export")
      for kind, content in (("new Excel", GOOD), ("old Excel", old_xls(ANNA)),
                            ("LibreOffice", ods(ANNA)))],
    Case("table in the middle of a sheet", table(ANNA, at=(4, 3)), landed=1,
         values={"row_number": [6]}),
    Case("merged title", table(ANNA, at=(2, 0), more=titled), landed=1, titles=2),
    Case("total with a formula", table(ANNA, ANNA, more=sums), landed=2, titles=2),
    Case("another sheet first", xlsx(two_sheets), landed=1,
         says="nothing was read from the sheet Remarks"),
    Case("several sheets with the same headers", xlsx(twelve_months), landed=1,
         says="only the sheet March was read; save April, May as a file of its own"),
    Case("hidden sheets", xlsx(old_prices), landed=1, values={"service": ["Cut"]},
         says="hidden sheets are not read: Last year, Lists"),
    Case("every filled sheet is hidden", xlsx(all_hidden),
         refused="these sheets are hidden: Bookings. Show the sheet"),
    Case("the table is hidden behind a cover", xlsx(nothing_known_is_shown),
         refused="Note: hidden sheets are not read: Bookings."),
    Case("a chart as a sheet", xlsx(chart_beside), landed=1),
    Case("no sheet is filled", xlsx(lambda book: book.add_worksheet()),
         refused="The workbook has no filled cells"),
]  # fmt: skip

CELLS = [
    Case(
        "days as dates, texts and numbers",
        table(ANNA, like_anna(starts_at="08.01.2026"), like_anna(starts_at=46030)),
        landed=3,
        values={"starts_at": [MOMENT, datetime(2026, 1, 8), datetime(2026, 1, 8)]},
    ),
    Case(
        "days counted from 1904",
        table(ANNA, like_anna(starts_at=44568), date_1904=True),
        landed=2,
        values={"starts_at": [MOMENT, datetime(2026, 1, 8)]},
    ),
    Case(
        "error cells",
        repacked(
            table(*[ANNA] * 5, more=results),
            {SHEET: replaced(b"<v>gone</v>", b"<v></v>")},
        ),
        landed=3,
        rejected=(
            (3, "net_amount", "#DIV/0!", case.ERROR),
            (4, "service", "#N/A", case.ERROR),
        ),
        values={
            "net_amount": [Decimal("40"), Decimal("41"), Decimal("40")],
            "phone": ["+3612345678", "+3612345678", None],
        },
    ),
    Case(
        "formulas that were never calculated",
        table(*[ANNA] * 3, more=never_calculated),
        landed=1,
        rejected=((3, "net_amount", "", case.NO_RESULT), (4, "starts_at", "", case.NO_RESULT)),
    ),
    Case(
        "a first column of nothing but formulas without a result",
        table(*[ANNA] * 2, more=only_formulas, at=(0, 2)),
        landed=2,
        values={"starts_at": [MOMENT, MOMENT], "net_amount": [40, 40]},
    ),
    Case(
        "amounts stored as text",
        table(like_anna(net_amount="1 234,50"), like_anna(net_amount="1234.50"), ANNA),
        landed=3,
        values={"net_amount": [Decimal("1234.5"), Decimal("1234.5"), Decimal("40")]},
    ),
    Case(
        "phones stored as numbers",
        table(like_anna(phone=3612345678), like_anna(phone=790012345)),
        landed=2,
        values={"phone": ["+3612345678", "790012345"]},
        says="1 phone numbers are not valid in HU and were kept as digits",
    ),
    Case(
        "a day beyond the calendar",
        table(ANNA, more=lambda book, sheet: (
            sheet.write_row(2, 1, ANNA[1:]),
            sheet.write(2, 0, 99_999_999, book.add_format({"num_format": "yyyy-mm-dd"})),
        )),
        landed=1,
        rejected=((3, "starts_at", "99999999.0", case.NO_DATE),),
    ),
]  # fmt: skip

KINDS = [
    Case("old Excel", old_xls(ANNA), landed=1, values={"starts_at": [MOMENT]}),
    Case("old Excel with an error cell", old_xls(ANNA, ANNA[:5], errors=[(2, 5, "#REF!")]),
         landed=1, rejected=((3, "net_amount", "#REF!", case.ERROR),)),
    Case("LibreOffice", ods(ANNA), landed=1, values={"starts_at": [MOMENT]}),
    Case("LibreOffice with an error cell", repacked(ods(ANNA, [*ANNA[:5], ODS_ERROR]), {
        "content.xml": replaced(
            b' office:string-value=""', b' office:string-value="" calcext:value-type="error"')}),
         landed=1, rejected=((3, "net_amount", "", case.ERROR),)),
    Case("LibreOffice with a formula without a result",
         ods(ANNA, [*ANNA[:5], {"formula": "of:=1+1"}]),
         landed=1, rejected=((3, "net_amount", "", case.NO_RESULT),)),
    Case("text in a file named .xlsx", case.text(case.ANNA), landed=1, file="export.xlsx"),
    Case("web page in a file named .xls", "<html><table><tr><td>1", file="export.xls",
         refused="Open it in Excel or LibreOffice and save it as XLSX"),
    Case("password", CFB + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
         refused="locked with a password"),
    Case("password of old Excel", locked_old_xls(ANNA), file="export.xls",
         refused="locked with a password"),
    Case("password of the package", locked_by_the_package(GOOD),
         refused="locked with a password"),
    Case("password of LibreOffice", repacked(ods(ANNA), {
        "META-INF/manifest.xml": replaced(b"</manifest:manifest>",
                                          b"<manifest:encryption-data/></manifest:manifest>")}),
         refused="locked with a password"),
    Case("text document", archive("word/document.xml"), refused="This is a text document"),
    Case("slides", archive("ppt/presentation.xml"), refused="These are slides"),
    Case("document of Numbers", archive("Index/Document.iwa"), refused="document of Numbers"),
    Case("archive", archive("export.csv"), refused="Unpack it and load the files inside"),
    Case("old text document", CFB + "WordDocument".encode("utf-16-le"),
         refused="This is a text document"),
]  # fmt: skip

DANGERS = [
    Case("macros", repacked(GOOD, {"xl/vbaProject.bin": b"x"}), refused="carries macros",
         file="export.xlsm"),
    Case("macros of old Excel", old_xls(ANNA) + "_VBA_PROJECT_CUR".encode("utf-16-le"),
         refused="carries macros"),
    Case("a cell in the last corner", table(ANNA, more=far_cell(1_048_575, 16_383)),
         refused="a stray cell: the cell XFD1048576"),
    Case("a cell far to the right", table(ANNA, more=far_cell(1, 702)),
         refused="a stray cell: the cell AAA2"),
    Case("a cell in the last column that is allowed", table(ANNA, more=far_cell(1, 701)),
         landed=1, says="1 columns without a header hold cells that were not read"),
    Case("a cell far below", table(ANNA, more=far_cell(1_048_575, 0)), landed=1,
         rejected=((1_048_576, "starts_at", "lost", case.NO_DATE),)),
    Case("a format in the last corner", table(ANNA, more=far_format), landed=1),
    Case("a part a thousand times its size", repacked(GOOD, {"xl/media/x": b"0" * 30_000_000}),
         refused="times its size, as no table of people does"),
    Case("a huge shared text", repacked(GOOD, {"xl/sharedStrings.xml": shared_text}),
         refused="times its size, as no table of people does"),
    Case("a size that lies", lying(GOOD), refused="cannot be opened"),
    Case("more parts than a workbook has", many_parts(), refused="is too large to be opened"),
    Case("names that lead out", repacked(GOOD, {"xl/../../x": b"x"}), refused="lead out of it"),
    Case("entities that explode", repacked(GOOD, {"xl/sharedStrings.xml": exploding}),
         refused="cannot be opened"),
    Case("cut off", GOOD[: len(GOOD) // 2], refused="cut off or damaged"),
    Case("without its sheet", repacked(GOOD, {SHEET: None}), refused="cannot be opened"),
    Case("a sheet that is no XML", repacked(GOOD, {SHEET: b"nonsense"}),
         refused="cannot be opened"),
]  # fmt: skip


@pytest.mark.parametrize("bad", [*SHEETS, *CELLS, *KINDS, *DANGERS], ids=str)
def test_a_bad_workbook_becomes_what_was_expected_of_it(salon, bad):
    case.check(salon, bad)


def test_a_far_cell_names_its_row_where_it_makes_the_table_too_large(salon):
    wide = [[*HEADERS, *(f"x{n}" for n in range(690))], [*ANNA, *range(690)]]

    def write(book):
        sheet = book.add_worksheet()
        for number, row in enumerate(wide):
            sheet.write_row(number, 0, row)
        sheet.write(1_000_000, 0, "lost")

    report = salon.load_text(xlsx(write), "export.xlsx")
    assert "a stray cell: row 1000001, far below the table" in report.message


def test_a_workbook_larger_than_allowed_names_both_sizes(salon, monkeypatch):
    monkeypatch.setattr(packages, "UNPACKED_LIMIT", 4096)
    report = salon.load_text(GOOD, "export.xlsx")
    assert report.outcome == "refused"
    assert "is too large to be opened" in report.message
