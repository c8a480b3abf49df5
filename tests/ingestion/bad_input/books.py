"""Workbooks made for tests: by the libraries that write them, or by hand where none would."""

import io
import zipfile
from datetime import datetime

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HEADERS = ["starts_at", "client_name", "phone", "service", "status", "net_amount"]
MOMENT = datetime(2026, 3, 1, 10)
ANNA = [MOMENT, "Anna Alma", "+3612345678", "Cut", "completed", 40]


def xlsx(write, **options):
    """A workbook; `write` fills the book with its sheets."""
    content = io.BytesIO()
    options = {"default_date_format": "yyyy-mm-dd hh:mm", **options}
    with xlsxwriter.Workbook(content, options) as book:
        write(book)
    return content.getvalue()


def table(*rows, more=lambda _book, _sheet: None, at=(0, 0), **options):
    """A workbook of one sheet with a table, and whatever `more` adds to it."""

    def write(book):
        sheet = book.add_worksheet("Bookings")
        fill(sheet, *rows, at=at)
        more(book, sheet)

    return xlsx(write, **options)


def fill(sheet, *rows, at=(0, 0)):
    for number, row in enumerate((HEADERS, *rows)):
        sheet.write_row(at[0] + number, at[1], row)


def like_anna(**changes):
    """Anna's row with other cells."""
    return [changes.get(name, cell) for name, cell in zip(HEADERS, ANNA, strict=True)]


def repacked(content, changes):
    """The same package with parts changed, added, or taken away (None)."""
    repacked_content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(repacked_content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()}
        for name, data in {**parts, **changes}.items():
            if data is not None:
                new.writestr(name, data(parts[name]) if callable(data) else data)
    return repacked_content.getvalue()


def replaced(old, new):
    """A change of the text of a part."""

    def change(data):
        assert old in data
        return data.replace(old, new)

    return change


def old_xls(*rows, errors=()):
    """A workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Bookings")
    date = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
    for number, row in enumerate((HEADERS, *rows)):
        for column, cell in enumerate(row):
            style = (date,) if isinstance(cell, datetime) else ()
            sheet.write(number, column, cell, *style)
    for row, column, error in errors:
        sheet.row(row).set_cell_error(column, error)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def locked_old_xls(*rows):
    """A workbook of Excel 97 whose second record says that the others are encrypted."""
    data = bytearray(old_xls(*rows))
    start = data.index(bytes.fromhex("0908")) + 4 + 16  # BOF: two bytes of type, two of length
    data[start : start + 2] = bytes.fromhex("2f00")  # FILEPASS
    return bytes(data)


def ods(*rows):
    """A table of LibreOffice; a cell is a text, a number, a moment, or attributes and a text."""
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Bookings")
    for row in (HEADERS, *rows):
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _ods_cell(cell):
    if isinstance(cell, datetime):
        return TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int):
        return TableCell(valuetype="float", value=str(cell))
    if isinstance(cell, dict):
        return TableCell(**cell)
    found = TableCell(valuetype="string")
    found.addElement(P(text=cell))
    return found
