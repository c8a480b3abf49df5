"""Workbooks (XLSX, XLSM, ODS, old XLS) to grids of text, one per sheet."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from ingestion import grids, workbook_child
from ingestion.file_kinds import OLE
from ingestion.grids import Grid
from ingestion.refusals import FileRefusedError

UNPACKED_LIMIT = 200 * 1024**2
RATIO_LIMIT = 100
ENTRIES_LIMIT = 1000
SECONDS_LIMIT = 120
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_SMALL = 1024**2

_DAMAGED = (
    "The workbook cannot be opened: it is damaged, or far larger inside than it looks (one stray "
    "cell far below the table is enough). Copy the table into a new workbook, or save it as CSV."
)


def read(path: Path, content: bytes) -> list[Grid]:
    """Give every sheet that is not empty."""
    if content.startswith(OLE):
        _refuse_locked(content)
    else:
        _check_package(path)
    with TemporaryDirectory() as folder:
        _run_child(path, Path(folder))
        names = json.loads((Path(folder) / "sheets.json").read_text(encoding="utf-8"))
        sheets = [
            _grid(name, pl.read_ipc(Path(folder) / f"{number}.arrow"))
            for number, name in enumerate(names)
        ]
    filled = [sheet for sheet in sheets if not sheet.rows.is_empty()]
    if not filled:
        raise FileRefusedError("The workbook has no filled cells. Export the report again.")
    return filled


def _grid(name: str, frame: pl.DataFrame) -> Grid:
    numbered = frame.rename({old: grids.column(i) for i, old in enumerate(frame.columns)})
    rows = numbered.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row_number"),
        pl.lit(frame.width, dtype=pl.Int64).alias("cells"),
        pl.all(),
    )
    return Grid(grids.without_blank_rows(rows), sheet=name, encoding="workbook")


def _run_child(path: Path, folder: Path) -> None:
    # -P keeps the folder of the script off the path, where our module names could hide others.
    command = [sys.executable, "-P", workbook_child.__file__, str(path), str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError(
            f"The workbook was not read within {SECONDS_LIMIT} seconds. Save the table as CSV."
        ) from error
    except subprocess.CalledProcessError as error:
        raise FileRefusedError(_DAMAGED) from error


def _refuse_locked(content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefusedError(
            "The workbook is locked with a password. Open it with the password, save it without "
            "one as XLSX, and load that file."
        )
    if "WordDocument".encode("utf-16-le") in content:
        raise FileRefusedError("This is a text document, not a table. Save the table as XLSX.")


def _check_package(path: Path) -> None:
    """Look into the package before anything unpacks it."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
    except zipfile.BadZipFile as error:
        raise FileRefusedError(
            "The workbook is cut off or damaged. Export or download it again."
        ) from error
    names = {entry.filename for entry in entries}
    if not names & set(_WORKBOOK_PARTS):
        raise FileRefusedError(
            "This is a packed archive, not a workbook. Unpack it and load the files inside."
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileRefusedError(
            "The workbook carries macros (small programs). Save it as XLSX without macros."
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    is_bomb = unpacked > _SMALL and unpacked / packed > RATIO_LIMIT
    is_odd = any(name.startswith("/") or ".." in name.split("/") for name in names)
    if unpacked > UNPACKED_LIMIT or len(entries) > ENTRIES_LIMIT or is_bomb or is_odd:
        raise FileRefusedError(_DAMAGED)
