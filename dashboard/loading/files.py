"""The files a person may load: those dropped on the page and those that wait in the inbox."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.data import Salon
from ingestion import foreseen, inbox, known, opening, preview
from ingestion.differences import Gone
from ingestion.known import Known
from ingestion.matching import Match
from ingestion.opening import Opened
from ingestion.preview import Inspection
from ingestion.recognition import Recognised
from warehouse import landing

_MEMORY = "load_memory"


@dataclass(frozen=True)
class Candidate:
    """One file, looked into: what it is, how it would be read."""

    key: str
    name: str
    origin: Literal["dropped", "inbox"]
    source: Path | UploadedFile
    opened: Opened
    inspection: Inspection | None
    gone: Gone | None = None

    @property
    def match(self) -> Match | None:
        """Give the format that reads it, or the survey that it is in words nobody knows."""
        if self.inspection:
            return self.inspection.match
        return self.near.match if self.near else None

    @property
    def near(self) -> Recognised | None:
        """Give the survey that it seems to be, unless a person said that it is none."""
        return None if st.session_state.get(no_survey_key(self.key)) else self.opened.near

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be loaded as it is."""
        return self.inspection is not None and not self.inspection.problem

    @property
    def problem(self) -> str:
        """Say why it cannot be loaded."""
        return self.inspection.problem if self.inspection else self.opened.problem


def candidates(salon: Salon, dropped: Sequence[UploadedFile], with_inbox: bool) -> list[Candidate]:
    """Look into every file; what was seen is kept for this person and page, and for no other."""
    formats = known.known(salon.workspace, None)
    version = str(sorted((form.name, form.model_dump_json()) for form in formats.saved))
    loaded = str(landing.loads(salon.workspace)["load_id"].to_list()[-1:])
    before: dict[tuple[str, ...], Candidate] = st.session_state.get(_MEMORY, {})
    seen: dict[tuple[str, ...], Candidate] = {}
    files: list[tuple[str, Path | UploadedFile]] = [(file.file_id, file) for file in dropped]
    if with_inbox:
        files += [(_state(path), path) for path in inbox.waiting(salon.workspace)]
    for key, source in files:
        told = _Told(
            str(st.session_state.get(delimiter_key(key)) or ""),
            str(st.session_state.get(encoding_key(key)) or ""),
        )
        place = (key, version, loaded, told.delimiter, told.encoding)
        seen[place] = before.get(place) or _looked_into(key, source, salon, formats, told)
    st.session_state[_MEMORY] = seen
    return list(seen.values())


def delimiter_key(key: str) -> str:
    """Name the control by which a person says what stands between the cells of a file."""
    return f"delimiter:{key}"


def encoding_key(key: str) -> str:
    """Name the control by which a person says in which encoding a text is."""
    return f"encoding:{key}"


def no_survey_key(key: str) -> str:
    """Name the control by which a person says that a file is not the survey it seems to be."""
    return f"no_survey:{key}"


def forget() -> None:
    """Let go of everything that was seen of files."""
    st.session_state.pop(_MEMORY, None)


@dataclass(frozen=True)
class _Told:
    """What a person says of a text; nothing where it is as found."""

    delimiter: str
    encoding: str


def _looked_into(
    key: str,
    source: Path | UploadedFile,
    salon: Salon,
    formats: Known,
    told: _Told,
) -> Candidate:
    is_path = isinstance(source, Path)
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
        looked_at = opening.beginning(file)
    opened = opening.open_file(
        source.name, looked_at, formats, told.delimiter or None, told.encoding or None
    )
    inspection = preview.inspect(opened, None, salon.settings)
    origin: Literal["dropped", "inbox"] = "inbox" if is_path else "dropped"
    gone = None
    if inspection:
        now = datetime.now(UTC).replace(tzinfo=None)
        place = source if isinstance(source, Path) else Path(source.name)
        gone = foreseen.gone(salon.workspace, salon.settings, inspection, place, now)
    return Candidate(key, source.name, origin, source, opened, inspection, gone)


def _state(path: Path) -> str:
    state = path.stat()
    return f"{path}:{state.st_size}:{state.st_mtime_ns}"
