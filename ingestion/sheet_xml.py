"""A look into the XML of an XLSX, streamed: what the reader of cells does not tell.

A stray cell far from the table, formulas that were never calculated, days counted from 1904.
"""

import posixpath
import re
import zipfile
from xml.parsers import expat

from ingestion import flaws
from ingestion.package_parts import Cell, Look, chunks, local_name, parse

# A tag of a cell or row is not cut in two when chunks overlap by so many bytes.
_OVERLAP = 256
# A row so far below the one before it is no part of the table.
_ROWS_APART = 100_000
_ROW = re.compile(rb'<row\s[^>]*?\br="([0-9]{1,9})"')
_FAR_COLUMN_NUMBER = 702
# A formula (its tag may have a prefix), or a column of three letters: the 703rd or one after it.
# Patterns that begin with plain letters are found many times faster than others.
_NOTABLE = tuple(map(re.compile, (rb"<f[ />]", rb":f[ />]", rb' r="[A-Z]{3,}[0-9]')))


def look_into(package: zipfile.ZipFile, seen: Look) -> None:
    """Look into every sheet."""
    book = _Book(package)
    seen.is_from_1904 = book.is_from_1904
    for sheet, part in book.parts.items():
        if _skim(package, part, seen):
            cells = _Cells()
            parse(package, part, cells.parser)
            zeros = cells.zeros if book.is_uncalculated and not cells.has_results else set()
            seen.marked[sheet] = dict.fromkeys(cells.without_result | zeros, flaws.UNCALCULATED)
            seen.first_column[sheet] = cells.first_column
            seen.far_column = seen.far_column or cells.far_column


def _skim(package: zipfile.ZipFile, part: str, seen: Look) -> bool:
    """Find rows far below the others; tell whether a closer look at the cells is needed."""
    is_notable, last, tail = False, 1, b""
    for chunk in chunks(package, part):
        text = tail + chunk
        row = _ROW.match(text, max(text.rfind(b"<row "), 0))
        number = int(row.group(1)) if row else last
        # So many rows do not fit into one chunk.
        if number > last + _ROWS_APART:
            seen.far_row = number
        last = number
        is_notable = is_notable or any(pattern.search(text) for pattern in _NOTABLE)
        tail = chunk[-_OVERLAP:]
    return is_notable


class _Book:
    """The sheets of a workbook with their parts, and what it says about its formulas and days."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.is_from_1904 = False
        self.is_uncalculated = False
        self._sheets: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            parser = expat.ParserCreate()
            parser.StartElementHandler = self._start
            parse(package, part, parser)
        self.parts = {
            name: posixpath.normpath(posixpath.join("/xl", self._targets.get(relation, ""))).strip(
                "/"
            )
            for name, relation in self._sheets.items()
        }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "sheet":
                relation = next((v for k, v in attributes.items() if local_name(k) == "id"), "")
                self._sheets[attributes.get("name", "")] = relation
            case "workbookPr":
                self.is_from_1904 = attributes.get("date1904") in ("1", "true")
            case "calcPr":
                self.is_uncalculated = attributes.get("fullCalcOnLoad") in ("1", "true")
            case "Relationship":
                self._targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _Cells:
    """The formulas of one sheet that have no result, and its first and far columns."""

    def __init__(self) -> None:
        self.without_result: set[Cell] = set()
        self.zeros: set[Cell] = set()
        self.has_results = False
        self.first_column = 1 << 14
        self.far_column = ""
        self._row, self._column, self._name, self._type = -1, -1, "", ""
        self._has_formula, self._in_value, self._value = False, False, ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "row":
                self._row = int(attributes.get("r", self._row + 2)) - 1
                self._column = -1
            case "c":
                self._name = attributes.get("r", "")
                letters = self._name.rstrip("0123456789")
                self._column = column_number(letters) if letters else self._column + 1
                self._type = attributes.get("t", "")
                self._has_formula, self._value = False, ""
            case "f":
                self._has_formula = True
            case "v" | "t":
                self._in_value = True

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _end(self, name: str) -> None:
        match local_name(name):
            case "v" | "t":
                self._in_value = False
            case "c":
                self._judge()

    def _judge(self) -> None:
        cell = (self._row, self._column)
        if self._value or self._type == "str":
            self.first_column = min(self.first_column, self._column)
            if self._column >= _FAR_COLUMN_NUMBER:
                self.far_column = self.far_column or self._name
        if not self._has_formula or self._type == "e":
            return
        # A formula whose result is an empty text says so by its type.
        if not self._value and self._type != "str":
            self.without_result.add(cell)
        elif self._value == "0":
            self.zeros.add(cell)
        else:
            self.has_results = True


def column_number(letters: str) -> int:
    """Count columns from 0: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
