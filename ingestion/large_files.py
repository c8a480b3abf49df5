"""Open a large text file without reading it whole: encoding, delimiter, first rows."""

import codecs
import hashlib
import io
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ingestion import flaws, grids, reading, text_encoding, text_files
from ingestion.blocks import TextFile
from ingestion.file_kinds import OLE, ZIP, refuse_what_is_no_table
from ingestion.grids import Grid

# A block of text takes about thirty times its size in memory while it is converted.
BLOCK_BYTES = 16 * 1024**2
LARGE_BYTES = 2 * BLOCK_BYTES
_HEAD_BYTES = 1024**2
_HEAD_RECORDS = 200
_UTF_8 = "utf-8"
RECODED = ".recoded.tmp"


def is_large(path: Path) -> bool:
    """Tell a text file that is read in blocks; a workbook is always read whole."""
    if path.stat().st_size < LARGE_BYTES:
        return False
    with path.open("rb") as file:
        return not file.read(8).startswith((ZIP, OLE))


def file_hash(content: bytes | Path) -> str:
    """Give the SHA-256 of bytes, or of those of a file."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def head(path: Path) -> bytes:
    """Give the first lines of a file, as bytes."""
    with path.open("rb") as file:
        content = file.read(_HEAD_BYTES)
    refuse_what_is_no_table(content)
    return content[: content.rfind(b"\n") + 1] or content


def first_rows(file: TextFile, delimiter: str | None) -> Grid:
    """Read the first records of a file in UTF-8."""
    with file.path.open("rb") as source:
        source.seek(file.start)
        content = source.read(_HEAD_BYTES)
    text = content[: content.rfind(b"\n") + 1].decode(_UTF_8).replace("\x00", "")
    chosen = delimiter or text_files.delimiter_of(text)
    lines = io.StringIO(text, newline="")
    found = list(islice(text_files.records(lines, chosen), _HEAD_RECORDS))
    numbers, records = zip(*found, strict=True)
    grid = grids.from_records(records, numbers, file.encoding, chosen)
    return replace(grid, is_flawed=file.is_flawed, notes=reading.notes(file.encoding))


def in_utf_8(path: Path, folder: Path, told: str | None = None) -> TextFile:
    """Take a file in UTF-8 as it is; write others anew in a folder, piece by piece.

    An encoding that a mapping `told` holds where the text leaves it open.
    """
    sample = head(path)
    if sample.startswith(codecs.BOM_UTF8):
        return TextFile(path, _UTF_8, "", len(codecs.BOM_UTF8))
    encoding = text_encoding.decode(sample, told if text_encoding.is_open(sample) else None)[1]
    return TextFile(path, _UTF_8, "") if encoding == _UTF_8 else recoded(path, folder, encoding)


def recoded(path: Path, folder: Path, encoding: str) -> TextFile:
    """Write a file anew in UTF-8; bytes that are no letters are marked."""
    copy = folder / RECODED
    decoder = codecs.getincrementaldecoder(encoding)(errors="marked")
    is_flawed = False
    with path.open("rb") as source, copy.open("wb") as target:
        while piece := source.read(BLOCK_BYTES):
            text = decoder.decode(piece)
            is_flawed = is_flawed or flaws.UNDECODED in text
            target.write(text.encode())
        target.write(decoder.decode(b"", final=True).encode())
    with copy.open("rb") as file:
        start = len(codecs.BOM_UTF8) if file.read(3) == codecs.BOM_UTF8 else 0
    return TextFile(copy, encoding, "", start, is_flawed)


def likely_encoding(error: UnicodeDecodeError) -> str:
    """Guess the encoding of a file by the text around its first letter that is no UTF-8."""
    start = max(0, error.start - _HEAD_BYTES // 4)
    return text_encoding.decode(error.object[start : error.start + _HEAD_BYTES // 4])[1]
