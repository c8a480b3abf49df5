"""Empty tables of our own formats, for salons whose system exports nothing we know."""

from pathlib import Path

import xlsxwriter

from ingestion import formats
from ingestion.formats import Format
from warehouse.entities import Column, Kind

_TYPES: dict[Kind, str] = {
    "text": "text",
    "moment": "date and time, e.g. 2026-03-31 14:30 (salon's time)",
    "date": "date, e.g. 2026-03-31",
    "integer": "whole number",
    "number": "number",
    "money": "amount in the salon's currency, e.g. 1234.50",
    "flag": "yes or no",
}
_EXPLAINED = ("Column of the table", "Type", "Allowed values", "Needed", "Also understood")
_WIDTH = 24


def write_templates(folder: Path) -> list[Path]:
    """Write an empty CSV and an XLSX with explanations for every entity."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = [form for form in formats.built_in() if form.is_plain]
    return [file for form in plain for file in (_csv(folder, form), _workbook(folder, form))]


def _csv(folder: Path, form: Format) -> Path:
    file = folder / f"{form.entity}.csv"
    # Excel takes a CSV for UTF-8 only with the mark in front.
    file.write_text(",".join(_columns(form)) + "\n", encoding="utf-8-sig")
    return file


def _workbook(folder: Path, form: Format) -> Path:
    file = folder / f"{form.entity}.xlsx"
    with xlsxwriter.Workbook(file) as book:
        bold = book.add_format({"bold": True})
        table, explained = book.add_worksheet(form.entity), book.add_worksheet("Explanations")
        table.write_row(0, 0, _columns(form), bold)
        table.set_column(0, len(form.columns), _WIDTH)
        table.freeze_panes(1, 0)
        explained.write_row(0, 0, _EXPLAINED, bold)
        explained.set_column(0, len(_EXPLAINED), _WIDTH)
        for row, name in enumerate(_columns(form), start=1):
            explained.write_row(row, 0, _explanation(form, form.target.column(name)))
    return file


def _columns(form: Format) -> list[str]:
    return [column.name for column in form.target.columns if column.name in form.columns]


def _explanation(form: Format, column: Column) -> tuple[str, ...]:
    rule = form.columns[column.name]
    needed = "in every row" if rule.filled else "the column" if rule.required else ""
    allowed = ", ".join(column.allowed)
    return (column.name, _TYPES[column.kind], allowed, needed, ", ".join(rule.header[1:]))
