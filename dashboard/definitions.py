"""What marts and their columns mean, in the words of the dbt descriptions the build carries."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.data import Build

# Pages ask for twenty meanings in a run, and a build never changes.
_read: dict[Path, Mapping[tuple[str, str | None], str]] = {}


def of(build: Build, mart: str, column: str | None = None) -> str | None:
    """Give the description of a column, or of the mart itself; none where nobody wrote one."""
    if build.file not in _read:
        rows = build.answer("definitions").iter_rows()
        written = {(name, of_column): text for name, of_column, text in rows if text}
        _read.clear()
        _read[build.file] = {what: " ".join(text.split()) for what, text in written.items()}
    return _read[build.file].get((mart, column))
