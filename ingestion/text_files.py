"""Delimited text to a grid of cells; nothing is converted, row numbers are those of the file."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ingestion import grids
from ingestion.grids import Grid
from ingestion.refusals import FileRefusedError

WHITESPACE = "whitespace"
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60
# The end of the text as a record of its own: an open quote would swallow it.
_END = "\ue000end of file"

csv.field_size_limit(16_000_000)


def grid(text: str, encoding: str, delimiter: str | None = None) -> Grid:
    """Split text into cells, by the delimiter that fits best where none is given."""
    chosen = delimiter or delimiter_of(text)
    found = _blank_separated(text) if chosen == WHITESPACE else records(_lines(text), chosen)
    row_numbers, cells = [], []
    for row_number, record in found:
        row_numbers.append(row_number)
        cells.append(record)
    return grids.from_records(cells, row_numbers, encoding, chosen)


def records(
    lines: Iterable[str], delimiter: str, first: int = 1
) -> Iterator[tuple[int, list[str]]]:
    """Read records with the numbers of their first lines, as the standard library cuts them."""
    reader = csv.reader(chain(lines, ["\r\n", _END]), delimiter=delimiter)
    start = first
    try:
        for record in reader:
            if record == [_END]:
                return
            if record and record[-1].endswith(_END):
                break
            yield start, record
            start = first + reader.line_num
    except csv.Error as error:
        raise FileRefusedError(
            f"The table cannot be read from row {start} on ({error}). Export the report again."
        ) from error
    raise FileRefusedError(
        f'A quotation mark (") that opens in row {start} is never closed, so where the cells end '
        "cannot be told. The file may have been cut off: export the report again."
    )


def _lines(text: str) -> Iterator[str]:
    return io.StringIO(text.replace("\x00", ""), newline="")


def _blank_separated(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield number, line.split()


def delimiter_of(text: str) -> str:
    """Choose the delimiter that cuts most lines into the same number of cells."""
    told = re.match(r"sep=(.)\r?\n", text, flags=re.IGNORECASE)
    if told:
        return told.group(1)
    return max(_DELIMITERS, key=lambda delimiter: _consistency(text, delimiter))


def _consistency(text: str, delimiter: str) -> float:
    lines = list(islice(io.StringIO(text, newline=""), _SAMPLE_LINES))
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter) if record)
    except csv.Error:
        return 0.0
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1] * item[0]))
    return 0.0 if width == 1 else width * rows * rows / sum(widths.values())
