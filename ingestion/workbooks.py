"""Workbooks (XLSX, XLSM, ODS, old XLS) to grids of text, one per sheet."""

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.parsers import expat

import polars as pl

from ingestion import grids, ods_xml, packages, sheet_xml, workbook_cells, workbook_child
from ingestion.file_kinds import OLE
from ingestion.grids import Grid
from ingestion.package_parts import Look
from ingestion.refusals import FileRefusedError

SECONDS_LIMIT = 120

_DAMAGED = (
    "The workbook cannot be opened: it is damaged, or far larger inside than it looks (one stray "
    "cell far below the table is enough). Copy the table into a new workbook, or save it as CSV."
)


def read(path: Path, content: bytes) -> list[Grid]:
    """Give every visible sheet that is not empty."""
    with TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        shutil.copyfile(path, book)
        if content.startswith(OLE):
            _refuse_old(content)
            ending = ".xls"
        else:
            ending = packages.check(book)
        # The reader goes by the ending, and many a new workbook is named .xls by its program.
        seen = _read_aside(book.rename(book.with_suffix(ending)), Path(folder))
        sheets = json.loads((Path(folder) / "sheets.json").read_text(encoding="utf-8"))
        filled = [
            grid
            for number, sheet in enumerate(sheets)
            if sheet["visible"]
            and not (grid := _grid(sheet, Path(folder) / f"{number}.arrow", seen)).rows.is_empty()
        ]
    hidden = ", ".join(sheet["name"] for sheet in sheets if not sheet["visible"])
    if not filled:
        raise FileRefusedError(_nothing_to_read(hidden))
    note = (f"hidden sheets are not read: {hidden}",) if hidden else ()
    return [replace(grid, notes=(*grid.notes, *note)) for grid in filled]


def _grid(sheet: dict[str, Any], file: Path, seen: Look) -> Grid:
    table = pl.read_ipc(file)
    name = sheet["name"]
    cells = workbook_cells.from_errors(sheet["errors"]) + workbook_cells.from_look(seen, name)
    frame = workbook_cells.written(table, cells)
    numbered = frame.rename({old: grids.column(i) for i, old in enumerate(frame.columns)})
    rows = numbered.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row_number"),
        pl.lit(frame.width, dtype=pl.Int64).alias("cells"),
        pl.all(),
    )
    return Grid(
        grids.without_blank_rows(rows),
        sheet=name,
        encoding="workbook",
        is_flawed=bool(cells),
        is_from_1904=seen.is_from_1904,
    )


def _read_aside(path: Path, folder: Path) -> Look:
    """Look into the package while another process reads the cells; a far cell ends both."""
    # -P keeps the folder of the script off the path, where our module names could hide others.
    command = [sys.executable, "-P", workbook_child.__file__, str(path), str(folder)]
    said = folder / "said.txt"
    with (
        said.open("wb") as words,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=words, stderr=words) as child,
    ):
        try:
            seen = _look(path)
            if seen.far_column:
                raise FileRefusedError(_stray(f"the cell {seen.far_column}", "right of"))
            code = child.wait(SECONDS_LIMIT)
        except subprocess.TimeoutExpired as error:
            raise FileRefusedError(
                f"The workbook was not read within {SECONDS_LIMIT} seconds. Save the table as CSV."
            ) from error
        finally:
            child.kill()
    if code:
        raise FileRefusedError(_why(said.read_text(encoding="utf-8", errors="replace"), seen))
    return seen


def _why(said: str, seen: Look) -> str:
    """Say why the process that reads the cells gave up."""
    if "password" in said.lower():
        return packages.LOCKED
    return _stray(f"row {seen.far_row}", "below") if seen.far_row else _DAMAGED


def _look(path: Path) -> Look:
    """Look into the XML, where the workbook is made of it."""
    seen = Look()
    if not zipfile.is_zipfile(path):
        return seen
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            if "xl/workbook.xml" in names:
                sheet_xml.look_into(package, seen)
            elif ods_xml.PART in names:
                ods_xml.look_into(package, seen)
    except (*packages.DAMAGES, expat.ExpatError) as error:
        raise FileRefusedError(_DAMAGED) from error
    return seen


def _stray(what: str, where: str) -> str:
    return (
        f"The workbook has a stray cell: {what}, far {where} the table. Delete the rows below and "
        "the columns beside the table, save the workbook and load it again, or save it as CSV."
    )


def _nothing_to_read(hidden: str) -> str:
    if hidden:
        return (
            f"The workbook shows no filled cells; these sheets are hidden: {hidden}. Show the "
            "sheet (right click on a tab, Unhide), save the workbook and load it again."
        )
    return "The workbook has no filled cells. Export the report again."


def _refuse_old(content: bytes) -> None:
    """Tell what else than a workbook has the first bytes of an old Excel file."""
    if _names(content, "EncryptedPackage"):
        raise FileRefusedError(packages.LOCKED)
    if _names(content, "WordDocument"):
        raise FileRefusedError("This is a text document, not a table. Save the table as XLSX.")
    if _names(content, "_VBA_PROJECT_CUR"):
        raise FileRefusedError(packages.MACROS)


def _names(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content
