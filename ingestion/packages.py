"""A workbook's package (a ZIP file), looked into before anything unpacks it."""

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from ingestion.refusals import FileRefusedError

UNPACKED_LIMIT = 1024**3
RATIO_LIMIT = 100
ENTRIES_LIMIT = 1000
# What the standard library raises for packages that are not what they say they are.
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)

_SMALL = 1024**2
_ENDINGS = {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "content.xml": ".ods"}
LOCKED = (
    "The workbook is locked with a password. Open it with the password, save it without one as "
    "XLSX, and load that file."
)
_OTHERS = {
    "word/document.xml": "This is a text document, not a table. Save the table as XLSX.",
    "ppt/presentation.xml": "These are slides, not a table. Save the table as XLSX.",
    "Index/Document.iwa": "This is a document of Numbers. Export it there as Excel or CSV.",
}
_ARCHIVE = "This is a packed archive, not a workbook. Unpack it and load the files inside."
MACROS = "The workbook carries macros (small programs). Save it as XLSX without macros."
_DAMAGED = "The workbook is cut off or damaged. Export or download it again."
_COPY = "Copy the table into a new workbook, or save it as CSV."


def check(path: Path) -> str:
    """Refuse packages that are no workbooks, or not safe to open; give the ending of its kind."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            manifest = _manifest(package)
    except DAMAGES as error:
        raise FileRefusedError(_DAMAGED) from error
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries) or b"encryption-data" in manifest:
        raise FileRefusedError(LOCKED)
    ending = next((ending for part, ending in _ENDINGS.items() if part in names), None)
    if ending is None:
        raise FileRefusedError(next((_OTHERS[n] for n in names if n in _OTHERS), _ARCHIVE))
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise FileRefusedError(MACROS)
    if any(_leads_out(name) for name in names):
        raise FileRefusedError(
            "The workbook cannot be opened: it holds file names that lead out of it, as no "
            f"spreadsheet program writes them. {_COPY}"
        )
    _check_sizes(entries)
    return ending


def _check_sizes(entries: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > _SMALL and unpacked / packed > RATIO_LIMIT:
        raise FileRefusedError(
            f"The workbook cannot be opened: it unpacks to {unpacked / packed:,.0f} times its "
            f"size, as no table of people does. {_COPY}"
        )
    if unpacked > UNPACKED_LIMIT or len(entries) > ENTRIES_LIMIT:
        raise FileRefusedError(
            f"The workbook is too large to be opened: {unpacked / 1024**2:,.0f} MB in "
            f"{len(entries):,} parts, where {UNPACKED_LIMIT / 1024**2:,.0f} MB in "
            f"{ENTRIES_LIMIT:,} parts are allowed. {_COPY}"
        )


def _manifest(package: zipfile.ZipFile) -> bytes:
    """Read the list of contents of an ODS, which tells whether it is locked."""
    if "META-INF/manifest.xml" not in package.namelist():
        return b""
    with package.open("META-INF/manifest.xml") as part:
        return part.read(_SMALL)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.replace("\\", "/").split("/")
