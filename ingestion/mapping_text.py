# ruff: noqa: RUF001  # letters of other scripts are meant
"""The text of a mapping file: written anew, or as what differs from a format that read the file."""

import re
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Table

from ingestion import choices, formats
from ingestion.choices import Choices
from ingestion.formats import Format
from ingestion.matching import Match

_HEAD = (
    "Written by the page Load; docs/adding-a-format.md says what may be changed.",
    "system and key_family tell rows apart: while they stay, nothing is counted twice.",
)
_TOTALS = ["Total", "Totals", "Grand total", "Итого", "Всего", "Разом", "Összesen", "Razem"]
_TOTALS += ["Summe", "Gesamt", "Suma", "Kabuuan"]
# What a word outside the map becomes, and a blank cell.
_OUTSIDE = {"status": "unknown", "item_type": "other"}
_BLANK = {"status": "unknown", "item_type": "service"}
_SOURCES = ("header", "join", "first_of", "constant")
_SETTINGS = ("record_kind", "date_order", "decimal_mark", "delimiter", "file_name")


def fresh(wanted: Choices, name: str) -> str:
    """Write a mapping for a file that no format knows."""
    (plain,) = [
        form for form in formats.built_in() if form.is_plain and form.entity == wanted.entity
    ]
    document = _headed()
    document.add("title", wanted.title)
    document.add("system", wanted.system or name)
    document.add("key_family", name)
    document.add("entity", wanted.entity)
    for key in _SETTINGS:
        if value := getattr(wanted, key):
            document.add(key, value)
    document.add("key", _key(plain, wanted))
    document.add("repeats", plain.repeats)
    columns = tomlkit.table()
    for column, value in wanted.constants.items():
        _put(columns, column, {"constant": value})
    for column, headers in sorted(wanted.columns.items(), key=lambda item: item[0] in wanted.words):
        _put(columns, column, _rule(column, headers, wanted.words.get(column)))
    document.add("columns", columns)
    _put_ratings(document, wanted)
    if plain.refunds:
        document.add("refunds", _table(plain.refunds.model_dump(exclude_defaults=True)))
    skip = tomlkit.aot()
    skip.append(_table({"equals": _TOTALS}))
    document.add("skip", skip)
    return tomlkit.dumps(document)


def changed(wanted: Choices, found: Match, own_text: str | None = None) -> str:
    """Write what differs from the format that read the file; `own_text` is it, if it is theirs."""
    before = choices.of_match(found)
    if own_text is not None:
        document = tomlkit.parse(own_text)
    else:
        document = _headed()
        document.add("extends", found.format.name)
    gone = {*before.columns, *before.constants} - {*wanted.columns, *wanted.constants}
    has_other_factors = wanted.factors != before.factors
    if "extends" in document and (gone or (has_other_factors and not wanted.factors)):
        # A format that is extended gives all its columns: one is left away only in a whole copy.
        document = _whole(found.format)
    for key in ("title", *_SETTINGS):
        value = getattr(wanted, key)
        if value != getattr(before, key):
            document.pop(key, None)
            if value:
                document[key] = value
    _change_columns(document.setdefault("columns", tomlkit.table()), wanted, before, found.format)
    for name in gone:
        document["columns"].pop(name, None)
    if has_other_factors:
        document.pop("ratings", None)
        _put_ratings(document, wanted)
    return tomlkit.dumps(document)


def _change_columns(columns: Any, wanted: Choices, before: Choices, form: Format) -> None:  # noqa: ANN401  (tomlkit's tables have many types)
    for name, headers in wanted.columns.items():
        words = wanted.words.get(name)
        if headers != before.columns.get(name) or (words and words != before.words.get(name)):
            known = form.columns.get(name)
            rule = known.model_dump(exclude_defaults=True) if known else {}
            kept = {key: value for key, value in rule.items() if key not in _SOURCES}
            _put(columns, name, kept | _rule(name, headers, words))
    for name, value in wanted.constants.items():
        if value != before.constants.get(name):
            _put(columns, name, {"constant": value})


def _headed() -> TOMLDocument:
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    return document


def _whole(form: Format) -> TOMLDocument:
    document = _headed()
    content = form.model_dump(mode="json", exclude_defaults=True, exclude={"name", "confidence"})
    for key, value in {**content, "key_family": form.family, "system": form.system}.items():
        document[key] = value
    return document


def _rule(column: str, headers: tuple[str, ...], words: Mapping[str, str] | None) -> dict[str, Any]:
    names = [_exactly(header) for header in headers]
    rule: dict[str, Any] = {"header": names[0]} if len(names) == 1 else {"join": names}
    # Each column that was chosen is part of what such a file is recognised by.
    rule["required"] = True
    if column in _OUTSIDE:
        usual = {"otherwise": _OUTSIDE[column], "default": _BLANK[column], "usual_words": True}
        rule |= usual
    return rule | {"map": dict(words)} if words else rule


def _exactly(header: str) -> str:
    """Name a header so that it is never taken for a pattern."""
    is_pattern = header.startswith("/") and header.endswith("/")
    return f"/^{re.escape(header)}$/" if is_pattern else header


def _key(plain: Format, wanted: Choices) -> list[list[str]]:
    """Take the keys of our own template, as far as the file has their columns."""
    alternatives = [names for names in plain.key[:-1] if names[0] in wanted.columns]
    alternatives.append(plain.key[-1])
    mapped = [[name for name in names if name in wanted.columns] for names in alternatives]
    return [names for names in mapped if names] or [sorted(wanted.columns)]


def _put(columns: Any, name: str, rule: dict[str, Any]) -> None:  # noqa: ANN401  (tomlkit's tables have many types)
    columns.pop(name, None)
    if "map" in rule:
        columns.add(name, _table(rule))
        return
    inline = tomlkit.inline_table()
    inline.update(rule)
    columns.add(name, inline)


def _put_ratings(document: TOMLDocument, wanted: Choices) -> None:
    if not wanted.factors:
        return
    names = "|".join(re.escape(header) for header in wanted.factors)
    low, high = wanted.factor_scale
    rule = {"header": f"/^(?P<factor>{names})$/", "rating_min": low, "rating_max": high}
    document.add("ratings", _table(rule))


def _table(content: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    table.update(content)
    return table
