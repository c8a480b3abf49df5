"""Open a file before it is loaded: take it apart, recognise it, see what it leaves open."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from ingestion import guesses, known, reading, recognition, value_guesses
from ingestion.file_kinds import OLE, ZIP
from ingestion.grids import Grid
from ingestion.known import Known, Read
from ingestion.proposals import Proposal
from ingestion.recognition import Recognised
from ingestion.refusals import FileRefusedError, UnknownFileError

_SAMPLE_BYTES = 2 * 1024**2
# Further than the sample: it may end inside a quoted cell.
_READ_BYTES = 4 * _SAMPLE_BYTES
_WIDE_MARK = b"\xff\xfe"


@dataclass(frozen=True)
class Opened:
    """A file taken apart into sheets of cells; what is wrong with it stands in `problem`.

    `asked` is what the values of a recognised file leave open. `near` is the survey whose questions
    are asked in words that nobody knows.
    """

    name: str
    sheets: list[Grid] = field(default_factory=list)
    found: Recognised | None = None
    asked: FileRefusedError | None = None
    near: Recognised | None = None
    problem: str = ""
    is_unknown: bool = False
    is_sample: bool = False
    asks_encoding: bool = False


def beginning(file: BinaryIO) -> bytes:
    """Read as much of a file as is looked at: of a workbook all, of a text the first megabytes."""
    file.seek(0)
    start = file.read(_READ_BYTES)
    return start + file.read() if start.startswith((ZIP, OLE)) else start


def open_file(
    name: str,
    content: bytes,
    formats: Known,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> Opened:
    """Take a file apart and recognise it; of a long text its first megabytes are looked at.

    A person may say what stands between the cells, and in which encoding a text is.
    """
    sample = _sample(content)
    with TemporaryDirectory() as folder:
        # A workbook is read by a child process, which needs a file.
        path = Path(folder) / "file"
        if content.startswith((ZIP, OLE)):
            path.write_bytes(content)
        opened = _opened(name, formats, _Text(path, sample, delimiter, encoding))
        if opened.problem and len(sample) < len(content) and not opened.sheets:
            # The sample may end inside a quoted cell.
            return _opened(name, formats, _Text(path, content, delimiter, encoding))
    return replace(opened, is_sample=len(sample) < len(content))


@dataclass(frozen=True)
class _Text:
    """What is looked at, and what a person says of it."""

    path: Path
    content: bytes
    delimiter: str | None
    encoding: str | None

    def read(self, delimiter: str | None, encoding: str | None) -> list[Grid]:
        """Read it; a person knows better than a format."""
        return self._by(self.delimiter or delimiter, self.encoding or encoding)

    @cached_property
    def _by(self) -> Read:
        return known.read_by(self.path, self.content)


def _opened(name: str, formats: Known, text: _Text) -> Opened:
    is_open = reading.asks_encoding(text.content)
    try:
        sheets = text.read(None, None)
    except FileRefusedError as error:
        return Opened(name, problem=str(error), asks_encoding=is_open)
    opened = Opened(name, sheets, asks_encoding=is_open)
    try:
        found, asked = settled(formats.chosen(text.read))
    except FileRefusedError as error:
        is_unknown = isinstance(error, UnknownFileError)
        near = recognition.in_other_words(sheets, formats.all)
        if near and _is_list(near):
            near = None
        return replace(opened, problem=str(error), is_unknown=is_unknown, near=near)
    return replace(opened, found=found, asked=asked)


def settled(found: Recognised) -> tuple[Recognised, FileRefusedError | None]:
    """Decide what the values of the file decide; give what they leave to a person."""
    try:
        return recognition.settled(found), None
    except FileRefusedError as error:
        return found, error


def _is_list(near: Recognised) -> bool:
    """See a list that happens to share headers with a survey: it is known by words, or by money."""
    rows = near.grid.rows.slice(near.match.header_row + 1)
    amounts = "net_amount" in value_guesses.guess(rows, near.match.used, ())
    return amounts or isinstance(guesses.best([near.grid]), Proposal)


def _sample(content: bytes) -> bytes:
    """Cut a long text after a whole line; a workbook is no text."""
    if len(content) <= _SAMPLE_BYTES or content.startswith((ZIP, OLE)):
        return content
    end = content.rfind(b"\n", 0, _SAMPLE_BYTES) + 1
    return content[: end + (end % 2 if content.startswith(_WIDE_MARK) else 0)]
