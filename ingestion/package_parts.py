"""Parts of a workbook's package, streamed: XML in chunks, never a part as a whole."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

Cell = tuple[int, int]

_CHUNK = 1024**2


@dataclass
class Look:
    """What the XML of a workbook shows and the reader of its cells does not."""

    far_column: str = ""
    far_row: int = 0
    is_from_1904: bool = False
    # Per sheet: cells (row and column from 0) with the marked text that stands for them.
    marked: dict[str, dict[Cell, str]] = field(default_factory=dict)
    # Per sheet with marks, its first column with a value: the reader leaves out those before it.
    first_column: dict[str, int] = field(default_factory=dict)


def chunks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Unpack a part piece by piece; nothing where there is none."""
    if part in package.namelist():
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk


def parse(package: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> None:
    """Feed a part to a parser."""
    # No spreadsheet program declares a document type; entities could be made to explode.
    parser.StartDoctypeDeclHandler = _refuse_document_type
    for chunk in chunks(package, part):
        parser.Parse(chunk, False)
    if part in package.namelist():
        parser.Parse(b"", True)


def local_name(name: str) -> str:
    """Give a name without its namespace."""
    return name.rpartition(":")[2]


def _refuse_document_type(*_: object) -> None:
    raise ValueError("a document type in a workbook")
