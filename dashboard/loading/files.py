"""The files a person may load: those dropped on the page and those that wait in the inbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import streamlit as st

from dashboard.data import Salon
from ingestion import inbox, known, preview
from ingestion.known import Known
from ingestion.preview import Inspection, Opened

_MEMORY = "load_memory"


class Dropped(Protocol):
    """A file that the browser sent."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        """Give its content."""


@dataclass(frozen=True)
class Candidate:
    """One file, looked into: what it is, how it would be read."""

    key: str
    name: str
    origin: Literal["dropped", "inbox"]
    source: Any
    opened: Opened
    inspection: Inspection | None

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be loaded as it is."""
        return self.inspection is not None and not self.inspection.problem

    @property
    def problem(self) -> str:
        """Say why it cannot be loaded."""
        return self.inspection.problem if self.inspection else self.opened.problem


def candidates(salon: Salon, dropped: Sequence[Dropped], with_inbox: bool) -> list[Candidate]:
    """Look into every file; what was seen is kept for this person and page, and for no other."""
    formats = known.known(salon.workspace, None)
    version = str(sorted((form.name, form.model_dump_json()) for form in formats.saved))
    before: dict[tuple[str, ...], Candidate] = st.session_state.get(_MEMORY, {})
    seen: dict[tuple[str, ...], Candidate] = {}
    files: list[tuple[str, Any]] = [(file.file_id, file) for file in dropped]
    if with_inbox:
        files += [(_state(path), path) for path in inbox.waiting(salon.workspace)]
    for key, source in files:
        chosen = str(st.session_state.get(delimiter_key(key)) or "")
        place = (key, version, chosen)
        seen[place] = before.get(place) or _looked_into(key, source, salon, formats, chosen)
    st.session_state[_MEMORY] = seen
    return list(seen.values())


def delimiter_key(key: str) -> str:
    """Name the control by which a person says what stands between the cells of a file."""
    return f"delimiter:{key}"


def forget() -> None:
    """Let go of everything that was seen of files."""
    st.session_state.pop(_MEMORY, None)


def content(source: Any) -> bytes:  # noqa: ANN401  (a path, or what the browser sent)
    """Read a file, wherever it lies."""
    return source.read_bytes() if isinstance(source, Path) else bytes(source.getvalue())


def _looked_into(
    key: str,
    source: Any,  # noqa: ANN401  (a path, or what the browser sent)
    salon: Salon,
    formats: Known,
    delimiter: str,
) -> Candidate:
    is_path = isinstance(source, Path)
    looked_at = preview.beginning(source) if is_path else content(source)
    opened = preview.open_file(source.name, looked_at, formats, delimiter or None)
    inspection = preview.inspect(opened, None, salon.settings)
    origin: Literal["dropped", "inbox"] = "inbox" if is_path else "dropped"
    return Candidate(key, source.name, origin, source, opened, inspection)


def _state(path: Path) -> str:
    state = path.stat()
    return f"{path}:{state.st_size}:{state.st_mtime_ns}"
