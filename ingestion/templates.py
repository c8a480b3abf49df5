"""Empty tables of our own formats, for salons whose system exports nothing we know.

Among them are the survey asked at the reception desk, where the administrator also writes down
who refused, and the smiley terminal. Headers are in the salon's language and known in all others.
"""

from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ingestion import formats, translations
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
_EXPLAINED = ("Column of the table", "Our name", "Type", "Offered values", "Needed")
_WIDTH = 24
_ROWS = 5000


def write_templates(folder: Path, language: str = "en") -> list[Path]:
    """Write an empty CSV and an XLSX with explanations for every entity."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = [form for form in formats.built_in() if form.is_plain]
    return [
        file
        for form in plain
        for file in (_csv(folder, form, language), _workbook(folder, form, language))
    ]


def _csv(folder: Path, form: Format, language: str) -> Path:
    file = folder / f"{form.entity}.csv"
    headers = (f'"{name}"' if "," in name else name for name in _headers(form, language))
    # Excel takes a CSV for UTF-8 only with the mark in front.
    file.write_text(",".join(headers) + "\n", encoding="utf-8-sig")
    return file


def _workbook(folder: Path, form: Format, language: str) -> Path:
    file = folder / f"{form.entity}.xlsx"
    with xlsxwriter.Workbook(file) as book:
        bold = book.add_format({"bold": True})
        table, explained = book.add_worksheet(form.entity), book.add_worksheet("Explanations")
        table.write_row(0, 0, _headers(form, language), bold)
        table.set_column(0, len(form.columns), _WIDTH)
        table.freeze_panes(1, 0)
        explained.write_row(0, 0, _EXPLAINED, bold)
        explained.set_column(0, len(_EXPLAINED), _WIDTH)
        for place, column in enumerate(_columns(form)):
            _offer(table, place, _offered(form, column, language))
            explained.write_row(place + 1, 0, _explanation(form, column, language))
    return file


def _offer(table: Worksheet, place: int, words: list[str]) -> None:
    """Let the administrator choose a word from a list; other words may still be typed."""
    if words:
        choice = {"validate": "list", "source": words, "error_type": "information"}
        table.data_validation(1, place, _ROWS, place, choice)


def _columns(form: Format) -> list[Column]:
    return [column for column in form.target.columns if column.name in form.columns]


def _headers(form: Format, language: str) -> list[str]:
    return [_header(form, column, language) for column in _columns(form)]


def _header(form: Format, column: Column, language: str) -> str:
    return (translations.headers(form.entity, column.name, language) or [column.name])[0]


def _offered(form: Format, column: Column, language: str) -> list[str]:
    named = translations.words(form.entity, column.name, language)
    return [words[0] for words in named.values()] or list(column.allowed)


def _explanation(form: Format, column: Column, language: str) -> tuple[str, ...]:
    rule = form.columns[column.name]
    needed = "in every row" if rule.filled else "the column" if rule.required else ""
    offered = ", ".join(_offered(form, column, language))
    header = _header(form, column, language)
    return (header, column.name, _TYPES[column.kind], offered, needed)
