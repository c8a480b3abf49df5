"""Calls made from the call list: who was called, when, and what came of it. Keys alone, no names.

The calls of a month are a file in `calls/` of the salon's folder, so that a rebuild or a restart
loses none. A call that was ticked by mistake is taken back.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from filelock import FileLock
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from warehouse import whole_files
from warehouse.workspace import Workspace

Outcome = Literal["called", "booked", "not_reached"]


class CallError(Exception):
    """A call cannot be noted; the text says why and what to do."""


class Call(BaseModel):
    """A call to a client at a moment (UTC), and what came of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    client_key: Annotated[str, Field(min_length=1)]
    outcome: Outcome
    at: AwareDatetime


class _Month(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    calls: tuple[Call, ...] = ()


def tick(workspace: Workspace, call: Call) -> None:
    """Note a call; `CallError` where the calls of its month cannot be read."""
    workspace.calls.mkdir(mode=0o700, exist_ok=True)
    file = _file(workspace, call)
    with FileLock(workspace.calls / ".lock"):
        _write(file, (*_read(file), call))


def take_back(workspace: Workspace, call: Call) -> None:
    """Forget a call that was ticked by mistake; one that is forgotten already stays so."""
    file = _file(workspace, call)
    if not file.exists():
        return
    with FileLock(workspace.calls / ".lock"):
        _write(file, tuple(noted for noted in _read(file) if noted != call))


def made(workspace: Workspace, since: date) -> tuple[list[Call], list[str]]:
    """Give the calls of a day and later, the newest first, and files that cannot be read."""
    found, broken = [], []
    for file in workspace.calls.glob("????-??.json"):
        if file.stem < f"{since:%Y-%m}":
            continue
        try:
            found += [call for call in _read(file) if call.at.date() >= since]
        except CallError:
            broken.append(file.name)
    return sorted(found, key=lambda call: call.at, reverse=True), sorted(broken)


def _file(workspace: Workspace, call: Call) -> Path:
    return workspace.calls / f"{call.at:%Y-%m}.json"


def _read(file: Path) -> tuple[Call, ...]:
    try:
        return _Month.model_validate_json(file.read_bytes()).calls
    except FileNotFoundError:
        return ()
    except (ValidationError, OSError) as error:
        # Nothing is written over what a person may still mend.
        raise CallError(
            f"The file {file.name} in the folder calls cannot be read, so nothing is noted: put "
            "back a copy of it, or move it away."
        ) from error


def _write(file: Path, calls: tuple[Call, ...]) -> None:
    whole_files.write(file, _Month(calls=calls).model_dump_json(indent=1))
