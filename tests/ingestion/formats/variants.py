"""One export in the many shapes in which people hand it on; what it says stays the same."""

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

import xlsxwriter

from ingestion import formats, recognition
from ingestion.grids import Grid
from ingestion.matching import Match, match
from ingestion.text_files import grid

EXPORTS = Path(__file__).parents[1] / "exports"


@dataclass(frozen=True)
class Export:
    """The rows of a fixture, and which of them is the header."""

    rows: list[list[str]]
    header: int

    @property
    def headers(self) -> list[str]:
        return self.rows[self.header]

    def text(self, delimiter: str = ",") -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(self.rows)
        return out.getvalue()

    def workbook(self, file: Path) -> Path:
        with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet("Sheet 1")
            for number, row in enumerate(self.rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
        return file

    def each_row(self, change, header_only=False):
        """Change the rows of the table; titles above it stay."""
        last = self.header + 1 if header_only else len(self.rows)
        return replace(
            self,
            rows=[
                change(row) if self.header <= number < last and len(row) == len(self.headers)
                else row
                for number, row in enumerate(self.rows)
            ],
        )  # fmt: skip

    def reordered(self):
        return self.each_row(lambda row: row[::-1])

    def shouted(self):
        return self.each_row(lambda row: [cell.upper() for cell in row], header_only=True)

    def without(self, place):
        return self.each_row(lambda row: row[:place] + row[place + 1 :])

    def with_more(self):
        wider = self.each_row(lambda row: [row[0], "x", *row[1:], "y"])
        return replace(
            wider,
            rows=[
                [row[0], "Own column", *row[2:-1], "Own flag"] if number == self.header else row
                for number, row in enumerate(wider.rows)
            ],
        )


def export(name: str) -> Export:
    """Read a fixture and find its header."""
    text = (EXPORTS / f"{name}.csv").read_text(encoding="utf-8")
    delimiter = max(",;", key=text.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    header = max(range(len(rows)), key=lambda number: len(found(name, rows[number]).used))
    return Export(rows, header)


def found(name: str, row: list[str]) -> Match:
    (form,) = [form for form in formats.built_in() if form.name == name]
    return match(form, row)


def needed(name: str, headers: list[str]) -> set[int]:
    """Give the places of the columns that the format cannot do without."""
    held = found(name, headers)
    rules = held.format.columns
    own = {
        place
        for column, places in held.sources.items()
        if rules[column].required or rules[column].filled
        for place in places
    }
    cases = [case for rule in rules.values() for case in rule.cases if case.required]
    return own | {held.others[case.header[0]] for case in cases}


def recognised(text: str, delimiter: str = ",") -> str:
    sheet: Grid = grid(text, "utf-8", delimiter)
    return recognition.recognise([sheet], [], formats.built_in()).match.format.name
