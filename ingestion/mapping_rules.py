"""The parts of a mapping file that a person's choices make: columns, ratings, keys."""

import re
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Table

from ingestion.choices import Choices
from ingestion.formats import Format

# What a word outside the map becomes, and a blank cell.
_OUTSIDE = {"status": "unknown", "item_type": "other"}
_BLANK = {"status": "unknown", "item_type": "service"}


def cases(wanted: Choices) -> dict[str, Any]:
    """Write the columns that decide the status of some rows."""
    return {
        "cases": [
            {
                "header": exactly(case.header),
                **({"equals": list(case.words)} if case.words else {"is_filled": True}),
                "gives": case.gives,
            }
            for case in wanted.deciding
        ]
    }


def rule(column: str, headers: tuple[str, ...], words: Mapping[str, str] | None) -> dict[str, Any]:
    """Write where one of our columns comes from; each is part of what a file is known by."""
    names = [exactly(header) for header in headers]
    rule: dict[str, Any] = {"header": names[0]} if len(names) == 1 else {"join": names}
    rule["required"] = True
    if column in _OUTSIDE:
        usual = {"otherwise": _OUTSIDE[column], "default": _BLANK[column], "usual_words": True}
        rule |= usual
    return rule | {"map": dict(words)} if words else rule


def exactly(header: str) -> str:
    """Name a header so that it is never taken for a pattern."""
    is_pattern = header.startswith("/") and header.endswith("/")
    return f"/^{re.escape(header)}$/" if is_pattern else header


def key(plain: Format, wanted: Choices) -> list[list[str]]:
    """Take the keys of our own template, as far as the file has their columns."""
    alternatives = [names for names in plain.key[:-1] if names[0] in wanted.columns]
    alternatives.append(plain.key[-1])
    mapped = [[name for name in names if name in wanted.columns] for names in alternatives]
    return [names for names in mapped if names] or [sorted(wanted.columns)]


def put(columns: Any, name: str, rule: dict[str, Any]) -> None:  # noqa: ANN401  (tomlkit's tables have many types)
    """Put a rule into the table of columns, on one line where it has no words."""
    columns.pop(name, None)
    if "map" in rule:
        columns.add(name, table(rule))
        return
    inline = tomlkit.inline_table()
    inline.update(rule)
    columns.add(name, inline)


def ratings_into(document: TOMLDocument, wanted: Choices, words: Mapping[str, str]) -> None:
    """Write the columns that rate one thing each."""
    if not wanted.factors:
        return
    rule: dict[str, Any] = {
        "factors": {one.name: one.header for one in wanted.factors},
        "importances": {one.name: one.importance for one in wanted.factors if one.importance},
        # Each scale is written down: one that is not is found by the answers.
        "scales": {one.name: list(one.scale) for one in wanted.factors},
        "map": dict(words),
    }
    document.add("ratings", table({key: value for key, value in rule.items() if value}))


def table(content: Mapping[str, Any]) -> Table:
    """Make a table of its own."""
    table = tomlkit.table()
    table.update(content)
    return table
