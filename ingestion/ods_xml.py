"""A look into the XML of an ODS, streamed: cells that are errors, formulas without a result."""

import re
import zipfile
from xml.parsers import expat

from ingestion import flaws
from ingestion.package_parts import Cell, Look, chunks, local_name, parse

PART = "content.xml"
_FORMULA_OR_ERROR = re.compile(rb':formula="|value-type="error"')
_OVERLAP = 64


def look_into(package: zipfile.ZipFile, seen: Look) -> None:
    """Look into every sheet, where there are formulas at all."""
    tail, has_formulas = b"", False
    for chunk in chunks(package, PART):
        has_formulas = has_formulas or bool(_FORMULA_OR_ERROR.search(tail + chunk))
        tail = chunk[-_OVERLAP:]
    if has_formulas:
        parse(package, PART, _Sheets(seen).parser)


class _Sheets:
    """The cells of all sheets; a cell or a row may stand for many equal ones."""

    def __init__(self, seen: Look) -> None:
        self._seen = seen
        self._sheet = ""
        self._row, self._column = 0, 0
        self._rows_repeated, self._repeated = 1, 1
        self._cell: dict[str, str] = {}
        self._in_cell, self._text = False, ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._collect

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "table:table":
                self._sheet, self._row = attributes.get("table:name", ""), 0
                self._seen.marked.setdefault(self._sheet, {})
                self._seen.first_column.setdefault(self._sheet, 1 << 14)
            case "table:table-row":
                self._rows_repeated = int(attributes.get("table:number-rows-repeated", "1"))
                self._column = 0
            case "table:table-cell" | "table:covered-table-cell":
                self._repeated = int(attributes.get("table:number-columns-repeated", "1"))
                self._cell, self._text, self._in_cell = attributes, "", True

    def _collect(self, text: str) -> None:
        if self._in_cell:
            self._text += text

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._rows_repeated
        elif local_name(name) in ("table-cell", "covered-table-cell"):
            self._judge((self._row, self._column))
            self._column += self._repeated
            self._in_cell = False

    def _judge(self, cell: Cell) -> None:
        kind = self._cell.get("office:value-type")
        marked = self._seen.marked[self._sheet]
        if self._cell.get("calcext:value-type") == "error":
            marked[cell] = flaws.ERROR + self._text
        elif "table:formula" in self._cell and kind is None:
            marked[cell] = flaws.UNCALCULATED
        if kind:
            first = self._seen.first_column
            first[self._sheet] = min(first[self._sheet], self._column)
