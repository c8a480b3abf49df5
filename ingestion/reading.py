"""From a file to grids of text cells: the only place that opens a user's file."""

from dataclasses import replace
from pathlib import Path

from ingestion import flaws, text_encoding, text_files, workbooks
from ingestion.file_kinds import OLE, ZIP, refuse_what_is_no_table
from ingestion.grids import Grid
from ingestion.refusals import FileRefusedError


def read(
    path: Path, content: bytes, delimiter: str | None = None, encoding: str | None = None
) -> list[Grid]:
    """Read every sheet of a file; a text file has one.

    A delimiter and an encoding are found where none is named.
    """
    refuse_what_is_no_table(content)
    if content.startswith((ZIP, OLE)):
        return workbooks.read(path, content)
    text, found = text_encoding.decode(content, encoding)
    grid = text_files.grid(text, found, delimiter)
    if grid.rows.is_empty():
        raise FileRefusedError("The file has no filled cells. Export the report again.")
    told = () if encoding else notes(found)
    return [replace(grid, is_flawed=flaws.UNDECODED in text, notes=told)]


def asks_encoding(content: bytes) -> bool:
    """Tell a text whose encoding can only be guessed, so that a person may know better."""
    return not content.startswith((ZIP, OLE)) and text_encoding.is_open(content)


def notes(encoding: str) -> tuple[str, ...]:
    """Say what a person should look at where the encoding of a file was guessed."""
    if encoding in text_encoding.CERTAIN:
        return ()
    return (f"its letters were taken for {encoding}: see that names look right",)
