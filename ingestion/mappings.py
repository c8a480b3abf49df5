"""Save a person's choices as a mapping of the salon; those are tried before built-in formats."""

import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from ingestion import formats, inbox, mapping_text
from ingestion.choices import Choices
from ingestion.formats import Format
from ingestion.matching import Match
from warehouse.workspace import Workspace


def draft(workspace: Workspace, wanted: Choices, found: Match | None) -> Format:
    """Give the format that these choices make, without saving it; `FormatError` if they cannot."""
    name, text = _named_text(workspace, wanted, found)
    return _validated(name, text)


def save(workspace: Workspace, wanted: Choices, found: Match | None) -> Path:
    """Write the mapping file; `FormatError` where the choices do not go together.

    A mapping of the salon's own that read the file is changed; no other file is ever replaced.
    """
    name, text = _named_text(workspace, wanted, found)
    _validated(name, text)
    workspace.mappings.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = workspace.mappings / f".{name}.draft"
    beside.write_text(text, encoding="utf-8")
    return beside.replace(workspace.mappings / f"{name}.toml")


def _named_text(workspace: Workspace, wanted: Choices, found: Match | None) -> tuple[str, str]:
    own = workspace.mappings / f"{found.format.name}.toml" if found else None
    if own and own.is_file() and found and found.format.entity == wanted.entity:
        return own.stem, mapping_text.changed(wanted, found, own.read_text(encoding="utf-8-sig"))
    name = _free_name(workspace, wanted.title)
    if found is None or found.format.entity != wanted.entity:
        return name, mapping_text.fresh(wanted, name)
    return name, mapping_text.changed(wanted, found)


def _free_name(workspace: Workspace, title: str) -> str:
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-")
    slug = inbox.safe_name(words or "mapping")
    taken = {file.stem for file in workspace.mappings.glob("*.toml")}
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def _validated(name: str, text: str) -> Format:
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.toml"
        file.write_text(text, encoding="utf-8")
        return formats.read_format(file)
