"""Published builds: files that never change, and the pointer that says which one is shown."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

KEPT = 3
POINTER = "CURRENT"
FAILURE = "LAST_FAILURE"
_NAME = re.compile(r"^regulars-\d{8}T\d{12}\.duckdb$")


class NoBuildError(Exception):
    """There is no published build to read."""


@dataclass(frozen=True)
class Publication:
    """What the pointer says of the build it points to; times are UTC, ISO 8601."""

    file: str
    published_at: str
    sha256: str
    marts: int
    rows: int


@dataclass(frozen=True)
class Failure:
    """A build that failed since the current one was published; the time is UTC, ISO 8601."""

    failed_at: str
    message: str


def latest(folder: Path) -> Path:
    """Give the file of the current build; `NoBuildError` where nothing was published yet."""
    return folder / publication(folder).file


def publication(folder: Path) -> Publication:
    """Read the pointer; `NoBuildError` where there is none or its file is gone."""
    try:
        said = _read(folder / POINTER)
    except (FileNotFoundError, json.JSONDecodeError, TypeError) as error:
        raise NoBuildError(
            "Nothing has been built yet. Put exports into the inbox and run `regulars refresh`."
        ) from error
    if not (folder / said.file).is_file():
        raise NoBuildError(
            f"The current build {said.file} is missing. Run `regulars build` to make it again."
        )
    return said


def all_builds(folder: Path) -> list[Path]:
    """List the published builds, oldest first."""
    return sorted(file for file in folder.glob("regulars-*.duckdb") if _NAME.match(file.name))


def about(build: Path) -> Publication:
    """Give what the pointer said of a build; `NoBuildError` where it was never pointed to."""
    try:
        return _read(build.with_suffix(".json"))
    except (FileNotFoundError, json.JSONDecodeError, TypeError) as error:
        raise NoBuildError(f"{build.name} was never published.") from error


def point_to(folder: Path, said: Publication) -> None:
    """Replace the pointer in one step, so that a reader sees the old build or the new one.

    The same words are kept beside the build, for the day when somebody goes back to it.
    """
    for name in (Path(said.file).with_suffix(".json").name, POINTER):
        draft = folder / f".{name}.draft"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(said), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / name)
    sync_folder(folder)


def note_failure(folder: Path, failure: Failure) -> None:
    """Keep what failed until a build is published, so that the pages can say it."""
    draft = folder / f".{FAILURE}.draft"
    draft.write_text(json.dumps(asdict(failure)), encoding="utf-8")
    draft.replace(folder / FAILURE)


def last_failure(folder: Path) -> Failure | None:
    """Give what failed since the current build was published, if anything did."""
    try:
        return Failure(**json.loads((folder / FAILURE).read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def before(folder: Path) -> Publication:
    """Give the build before the current one; `NoBuildError` where there is none."""
    current = latest(folder)
    older = [build for build in all_builds(folder) if build.name < current.name]
    if not older:
        raise NoBuildError("There is no older build to go back to.")
    return _read(older[-1].with_suffix(".json"))


def prune(folder: Path) -> list[Path]:
    """Remove all but the last builds and the current one; name what was removed."""
    current = latest(folder)
    old = [build for build in all_builds(folder)[:-KEPT] if build != current]
    for build in old:
        build.unlink(missing_ok=True)
        build.with_suffix(".json").unlink(missing_ok=True)
    return old


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut, where the system can."""
    with _descriptor(folder) as descriptor:
        os.fsync(descriptor)


def _read(file: Path) -> Publication:
    return Publication(**json.loads(file.read_text(encoding="utf-8")))


@contextmanager
def _descriptor(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
