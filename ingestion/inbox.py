"""Put files into the inbox under names that do no harm, and see which of them wait."""

import hashlib
import re
import unicodedata
from pathlib import Path

import polars as pl

from ingestion import loading
from warehouse import landing
from warehouse.workspace import Workspace

# Names of devices, with which Windows opens no file whatever the ending.
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", flags=re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_LONGEST_STEM_BYTES = 150
_LONGEST_ENDING = 10


def waiting(workspace: Workspace) -> list[Path]:
    """List the files of the inbox whose content has not been loaded yet."""
    landed = landing.loads(workspace).filter(pl.col("outcome") == "landed")
    known = set(landed["file_hash"])
    sizes = set(landed["file_bytes"])
    return [file for file in loading.inbox_files(workspace) if not _is_known(file, known, sizes)]


def put(workspace: Workspace, name: str, content: bytes | memoryview) -> Path:
    """Write a file into the inbox; no file that lies there is ever replaced.

    The same content under the same name is the same file. A watcher never sees half of it.
    """
    workspace.inbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    safe = Path(safe_name(name))
    number = 1
    while True:
        numbered = safe.name if number == 1 else f"{safe.stem} ({number}){safe.suffix}"
        target = workspace.inbox / numbered
        try:
            target.open("xb").close()
        except FileExistsError:
            if target.is_file() and target.read_bytes() == content:
                return target
            number += 1
            continue
        beside = target.with_name(f".{numbered}.part")
        beside.write_bytes(content)
        beside.chmod(0o600)
        return beside.replace(target)


def safe_name(name: str) -> str:
    """Take from a name what could lead elsewhere: folders, control signs, names of devices."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printed = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    # Names that begin with these are hidden, or what Office leaves behind: they are not loaded.
    tidy = _NOT_IN_NAMES.sub("_", printed).strip(" .").lstrip("~$. ")
    path = Path(tidy or "file")
    stem = path.stem.encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore").rstrip(" .")
    tidy = f"{stem or 'file'}{path.suffix[:_LONGEST_ENDING]}"
    return f"_{tidy}" if _DEVICES.match(tidy) else tidy


def _is_known(file: Path, hashes: set[str], sizes: set[int]) -> bool:
    """Compare sizes first: a file of a size never loaded need not be read."""
    if file.stat().st_size not in sizes:
        return False
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() in hashes
