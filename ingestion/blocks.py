"""A large text file in blocks of whole records, so that it never lies in memory as a whole.

A line that is a record by itself is read by polars, many at a time. A line with a quotation mark
that opens or ends inside a cell, or with a lone line end, is read by the exact reader, together
with the lines its record goes on for.
"""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
import polars as pl

from ingestion import grids, text_files
from ingestion.grids import Grid

# What fits into the processor's own memory.
_PIECE = 2**18
_QUOTED = r'"(?:[^"\r]|"")*"'


class NotPlainError(Exception):
    """The file cannot be cut at its line ends; it is read as a whole instead."""


@dataclass(frozen=True)
class TextFile:
    """A file in UTF-8; `encoding` is the one it came in, and `is_flawed` if it did not fit."""

    path: Path
    encoding: str
    delimiter: str
    start: int = 0
    is_flawed: bool = False


@dataclass(frozen=True)
class Block:
    """Lines that are one record each, their row numbers, and the records read exactly."""

    content: bytes
    numbers: pl.Series
    exact: list[tuple[int, list[str]]] = field(default_factory=list)


def blocks(file: TextFile, size: int) -> Iterator[Block]:
    """Cut a file into blocks, in order.

    Raises `NotPlainError` where there are no lines to cut at, and `UnicodeDecodeError` (here or
    when the cells are read) for what is no UTF-8.
    """
    with file.path.open("rb") as source:
        source.seek(file.start)
        number = 1
        while content := _whole_lines(source, size):
            block, number = _plain(content, number)
            odd = _odd_lines(block, file.delimiter)
            if odd.len():
                block, number = _set_apart(content, block, odd, source, file.delimiter)
            yield block


def grid(block: Block, file: TextFile, width: int) -> Grid:
    """Give the cells of a block, in at least `width` columns."""
    rows = _rows(block, file.delimiter, width)
    if block.exact:
        numbers, records = zip(*block.exact, strict=True)
        others = grids.from_records(records, numbers, file.encoding, file.delimiter).rows
        rows = pl.concat([rows, others], how="diagonal").sort("row_number")
    kept = grids.without_blank_rows(rows)
    return Grid(kept, encoding=file.encoding, delimiter=file.delimiter)


def _whole_lines(source: BinaryIO, size: int) -> bytes:
    """Read up to the end of the line that a block would cut; nothing at the end of the file."""
    start = source.tell()
    source.seek(start + size)
    rest = source.readline(size)
    if len(rest) == size and not rest.endswith(b"\n"):
        raise NotPlainError
    source.seek(start)
    return source.read(size + len(rest))


def _plain(content: bytes, first: int) -> tuple[Block, int]:
    """Take every line for a record; give the number of the row that follows."""
    text = content.replace(b"\x00", b"")
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n")
    count = _count(text, b"\n") + (not text.endswith(b"\n"))
    numbers = pl.int_range(first, first + count, dtype=pl.Int64, eager=True)
    return Block(text, numbers), first + count


def _odd_lines(block: Block, delimiter: str) -> pl.Series:
    """Find the lines, counted from 0, that may not be one record."""
    if b'"' not in block.content and b"\r" not in block.content:
        return pl.Series(dtype=pl.UInt32)
    cell = f'(?:[^"\\r{re.escape(delimiter)}]*|{_QUOTED})'
    pattern = f"^{cell}(?:{re.escape(delimiter)}{cell})*$"
    lines = _lines(block.content)
    doubtful = lines.str.contains('["\r]').arg_true()
    return doubtful.filter(lines.gather(doubtful).str.contains(pattern).not_())


def _set_apart(
    content: bytes, block: Block, odd: pl.Series, source: BinaryIO, delimiter: str
) -> tuple[Block, int]:
    """Read odd lines exactly, into the lines that follow the block where a record goes on."""
    raw = io.BytesIO(content).readlines()
    number = int(block.numbers[0])
    kept: list[bytes] = []
    numbers: list[pl.Series] = []
    exact: list[tuple[int, list[str]]] = []
    line = 0
    for start in odd:
        if start < line:
            continue  # within the record before
        kept += raw[line:start]
        numbers.append(_range(number, number + start - line))
        number += start - line
        rest = chain(islice(raw, start, None), iter(source.readline, b""))
        records, used, rows = _records(rest, number, delimiter)
        exact += records
        line, number = start + used, number + rows
    left = max(0, len(raw) - line)
    text, _ = _plain(b"".join([*kept, *raw[line:]]), 1)
    numbers.append(_range(number, number + left))
    return Block(text.content, pl.concat(numbers), exact), number + left


def _records(
    raw_lines: Iterator[bytes], number: int, delimiter: str
) -> tuple[list[tuple[int, list[str]]], int, int]:
    """Read records up to the next line that begins one; count line feeds, and all line ends."""
    used, seen, is_whole = 0, 0, False

    def lines() -> Iterator[str]:
        nonlocal used, seen, is_whole
        for raw in raw_lines:
            used += 1
            parts = io.StringIO(raw.replace(b"\x00", b"").decode(), newline="").readlines()
            for left, part in zip(reversed(range(len(parts))), parts, strict=True):
                seen += 1
                is_whole = left == 0
                yield part

    found = []
    for record in text_files.records(lines(), delimiter, number):
        found.append(record)
        if is_whole:
            break
    return found, used, seen


def _range(start: int, end: int) -> pl.Series:
    return pl.int_range(start, end, dtype=pl.Int64, eager=True)


def _lines(content: bytes) -> pl.Series:
    """Give the lines as texts; a sign that is not among them serves as delimiter."""
    free = next((sign for sign in "\x01\x02\x03" if sign.encode() not in content), None)
    if free is None or b"\r" in content:
        return pl.Series("line", content.removesuffix(b"\n").decode().split("\n"))
    return _csv(content, free, 1, quote=None).to_series().fill_null("")


def _rows(block: Block, delimiter: str, width: int) -> pl.DataFrame:
    """Read the lines that are one record each; short ones are filled with nothing."""
    count, content = block.numbers.len(), block.content
    frame, cells = None, pl.Series([width], dtype=pl.Int64).new_from_index(0, count)
    if b'"' not in content:
        with suppress(pl.exceptions.ComputeError):  # a line has more cells
            frame = _csv(content, delimiter, width)
    if frame is None or not _are_full(frame, content, delimiter):
        cells = _widths(content, delimiter)
        frame = _csv(content, delimiter, max(width, _most(cells)))
    if frame.height != count:
        raise NotPlainError
    return frame.select(block.numbers.alias("row_number"), cells.alias("cells"), pl.all())


def _count(content: bytes, sign: bytes) -> int:
    """Count a sign: where it is frequent, many times as fast as `bytes.count`."""
    if len(sign) > 1:
        return content.count(sign)
    codes = np.frombuffer(content, np.uint8)
    pieces = range(0, codes.size, _PIECE)
    return sum(int(np.count_nonzero(codes[i : i + _PIECE] == sign[0])) for i in pieces)


def _are_full(frame: pl.DataFrame, content: bytes, delimiter: str) -> bool:
    """Tell that no line is short: none lacks a last cell, or there are delimiters enough."""
    if frame.to_series(frame.width - 1).null_count() == 0:
        return True
    return _count(content, delimiter.encode()) == frame.height * (frame.width - 1)


def _widths(content: bytes, delimiter: str) -> pl.Series:
    """Count the cells of each line; a blank line has none."""
    lines = _lines(content)
    line = pl.col("line")
    bare = pl.when(line.str.contains('"', literal=True)).then(line.str.replace_all(_QUOTED, "q"))
    cells = pl.coalesce(bare, line).str.count_matches(delimiter, literal=True) + 1
    empty = pl.when(line != "").then(cells).otherwise(0).cast(pl.Int64)
    return lines.alias("line").to_frame().select(empty).to_series()


def _most(cells: pl.Series) -> int:
    return int(cells.max() or 0)  # type: ignore[arg-type]  # a column of whole numbers


def _csv(content: bytes, delimiter: str, width: int, quote: str | None = '"') -> pl.DataFrame:
    # With a header of our own, no line of the file decides how many cells there are; and a last
    # line without an end would be allowed more cells than the others.
    names = [grids.column(i) for i in range(width)]
    schema = dict.fromkeys(names, pl.String())
    if not content:
        return pl.DataFrame(schema=schema)
    text = b"".join([delimiter.join(names).encode(), b"\n", content])
    whole = text if text.endswith(b"\n") else text + b"\n"
    try:
        return pl.read_csv(whole, schema=schema, separator=delimiter, quote_char=quote)
    except pl.exceptions.ComputeError:
        whole.decode()  # says where the text is no UTF-8, if that is what is wrong
        raise
