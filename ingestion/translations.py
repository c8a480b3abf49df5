"""Our own tables in the languages of our users: headers of templates, words for their values."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "translations"


@cache
def languages() -> dict[str, dict[str, Any]]:
    """Read the words of every language, English first."""
    files = sorted(FOLDER.glob("*.toml"), key=lambda file: (file.stem != "en", file.stem))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


def headers(entity: str, column: str, language: str) -> list[str]:
    """Give the headers of a column in one language, that of the template first."""
    words = languages()[language]
    found: list[str] = words.get(entity, {}).get(column) or words["every_table"].get(column, [])
    return found


def words(entity: str, column: str, language: str) -> dict[str, list[str]]:
    """Give the words for each value of a column, the one to offer first."""
    found: dict[str, list[str]] = (
        languages()[language].get("values", {}).get(entity, {}).get(column, {})
    )
    return found


def added(entity: str, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Add to the columns of a format what they are called in every language."""
    return {name: _added(entity, name, rule) for name, rule in columns.items()}


def _added(entity: str, name: str, rule: object) -> dict[str, Any]:
    full: dict[str, Any] = dict(rule) if isinstance(rule, dict) else {"header": rule}
    own = full.get("header", [])
    known = [own] if isinstance(own, str) else list(own)
    known += [word for language in languages() for word in headers(entity, name, language)]
    values = {
        word: value
        for language in languages()
        for value, listed in words(entity, name, language).items()
        for word in listed
    }
    mapped = {"map": {**values, **full.get("map", {})}} if values else {}
    return {**full, "header": list(dict.fromkeys(known)), **mapped}
