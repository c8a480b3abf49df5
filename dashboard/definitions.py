"""What marts and their columns mean, in the words of the dbt descriptions the build carries.

A description of the project itself is said in the language in force; one of an analyst's own mart
stays as it was written.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import polars as pl

from dashboard import language, reasons, words
from dashboard.data import Build
from dashboard.language import _

_FROM = "dbt_project/"

# Pages ask for twenty meanings in a run, and a build never changes.
_read: dict[Path, Mapping[tuple[str, str | None], str]] = {}


def of(build: Build, mart: str, column: str | None = None) -> str | None:
    """Give the description of a column, or of the mart itself; none where nobody wrote one."""
    written = _read.get(build.file)
    if written is None:
        rows = build.answer("definitions").iter_rows()
        written = {(name, of_column): text for name, of_column, text in rows if text}
        _read.clear()
        _read[build.file] = written
    description = written.get((mart, column))
    return said(description) if description else None


def told(marts: pl.DataFrame) -> pl.DataFrame:
    """Say what each mart of a list holds."""
    return marts.with_columns(words.column(marts, "description", said))


def said(description: str) -> str:
    """Say a description in the language in force."""
    return _said(language.current(), " ".join(description.split()))


@lru_cache(maxsize=4096)
def _said(code: str, description: str) -> str:
    for known, translated in _templates(code):
        if found := known.fullmatch(description):
            return translated.format(**found.groupdict())
    with language.speaking(code):
        return _(description)


@lru_cache
def _templates(code: str) -> list[tuple[re.Pattern[str], str]]:
    """List the descriptions that name thresholds, which the build filled in."""
    return [
        (reasons.pattern(message.id), message.string)
        for message in language.messages(code)
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and "{" in message.id
        and message.string
        and any(place.startswith(_FROM) for place, _line in message.locations)
    ]
