"""Which clients were called back about their answers: keys of answers alone, no names.

A journal in `follow_ups/` of the salon's folder, to which lines are added and of which none is ever
changed: the last line about an answer is true. It outlives every build.
"""

import os
from datetime import date
from typing import Annotated

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from warehouse.workspace import Workspace

_FILE = "called_back.jsonl"


class FollowUp(BaseModel):
    """On which day a client was called back about an answer, or that this was taken back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    response_id: Annotated[str, Field(min_length=1, max_length=200)]
    day: date
    called_back: bool = True


def note(workspace: Workspace, said: FollowUp) -> None:
    """Write one line down, whole or not at all, readable by its owner alone."""
    folder = workspace.follow_ups
    folder.mkdir(mode=0o700, exist_ok=True)
    with FileLock(folder / ".lock"):
        descriptor = os.open(folder / _FILE, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "rb+") as journal:
            line = said.model_dump_json().encode() + b"\n"
            # A line that a crash cut short must not swallow the next one.
            is_cut = journal.seek(0, os.SEEK_END) > 0 and os.pread(
                journal.fileno(), 1, journal.tell() - 1
            ) != (b"\n")
            journal.write(b"\n" + line if is_cut else line)
            journal.flush()
            os.fsync(journal.fileno())


def called_back(workspace: Workspace) -> tuple[dict[str, date], int]:
    """Give the day of the call by the key of the answer, and how many lines cannot be read."""
    file, broken = workspace.follow_ups / _FILE, 0
    found: dict[str, date] = {}
    lines = file.read_bytes().splitlines() if file.exists() else []
    for line in lines:
        try:
            said = FollowUp.model_validate_json(line)
        except ValidationError:
            broken += 1
            continue
        found.pop(said.response_id, None)
        if said.called_back:
            found[said.response_id] = said.day
    return found, broken
