# ruff: noqa: RUF001  # letters of other scripts are meant
"""The text of a mapping file: written anew, or as what differs from a format that read the file."""

from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from ingestion import choices, formats, question_forms
from ingestion.choices import Choices
from ingestion.formats import Format
from ingestion.mapping_rules import cases, exactly, key, put, ratings_into, rule, table
from ingestion.matching import Match

_HEAD = (
    "Written by the page Load; docs/adding-a-format.md says what may be changed.",
    "system and key_family tell rows apart: while they stay, nothing is counted twice.",
)
_TOTALS = ["Total", "Totals", "Grand total", "Итого", "Всего", "Разом", "Összesen", "Razem"]
_TOTALS += ["Summe", "Gesamt", "Suma", "Kabuuan"]
_SOURCES = ("header", "join", "first_of", "constant")
_SETTINGS = (
    "record_kind", "date_order", "decimal_mark", "delimiter", "encoding", "file_name",
)  # fmt: skip


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
    for setting in _SETTINGS:
        if value := getattr(wanted, setting):
            document.add(setting, value)
    document.add("key", key(plain, wanted))
    document.add("repeats", plain.repeats)
    columns = tomlkit.table()
    for column, value in wanted.constants.items():
        put(columns, column, {"constant": value})
    for column, headers in sorted(wanted.columns.items(), key=lambda item: item[0] in wanted.words):
        written = rule(column, headers, wanted.words.get(column))
        is_decided = column == "status" and wanted.deciding
        put(columns, column, written | (cases(wanted) if is_decided else {}))
    document.add("columns", columns)
    ratings_into(document, wanted, {})
    if plain.refunds:
        document.add("refunds", table(plain.refunds.model_dump(exclude_defaults=True)))
    skip = tomlkit.aot()
    skip.append(table({"equals": _TOTALS}))
    document.add("skip", skip)
    return tomlkit.dumps(document)


def changed(wanted: Choices, found: Match, own_text: str | None = None) -> str:
    """Write what differs from the format that read the file; `own_text` is it, if it is theirs."""
    before = choices.of_match(found)
    document = _extending(found) if own_text is None else tomlkit.parse(own_text)
    gone = {*before.columns, *before.constants} - {*wanted.columns, *wanted.constants}
    has_other_factors = wanted.factors != before.factors
    if "extends" in document and (gone or (has_other_factors and not wanted.factors)):
        # A format that is extended gives all its columns: one is left away only in a whole copy.
        document = _whole(found)
    unasked = sorted(before.headers - wanted.headers)
    if found.format.questions and unasked:
        # The question map would find them again.
        document["not_questions"] = [
            *found.format.not_questions,
            *map(exactly, unasked),
        ]
    for name in ("title", *_SETTINGS):
        value = getattr(wanted, name)
        if value != getattr(before, name):
            document.pop(name, None)
            if value:
                document[name] = value
    _change_columns(document.setdefault("columns", tomlkit.table()), wanted, before, found.format)
    for name in gone:
        document["columns"].pop(name, None)
    if has_other_factors:
        document.pop("ratings", None)
        ratings_into(document, wanted, found.format.ratings.map if found.format.ratings else {})
    return tomlkit.dumps(document)


def _change_columns(columns: Any, wanted: Choices, before: Choices, form: Format) -> None:  # noqa: ANN401  (tomlkit's tables have many types)
    for name, headers in wanted.columns.items():
        words = wanted.words.get(name)
        has_other_cases = name == "status" and wanted.deciding != before.deciding
        has_other_words = words and words != before.words.get(name)
        if headers != before.columns.get(name) or has_other_words or has_other_cases:
            known = form.columns.get(name)
            old = known.model_dump(exclude_defaults=True) if known else {}
            kept = {part: value for part, value in old.items() if part not in _SOURCES}
            decided = cases(wanted) if has_other_cases else {}
            put(columns, name, kept | rule(name, headers, words) | decided)
    for name, value in wanted.constants.items():
        if value != before.constants.get(name):
            put(columns, name, {"constant": value})


def _headed() -> TOMLDocument:
    document = tomlkit.document()
    for line in _HEAD:
        document.add(tomlkit.comment(line))
    return document


def _extending(found: Match) -> TOMLDocument:
    """Begin with the format; of a survey, with the questions of this form, for this form alone."""
    document = _headed()
    if not found.format.questions:
        document.add("extends", found.format.name)
    else:
        for name, value in question_forms.as_mapping(found.format, found.mapped).items():
            document.add(name, value)
    return document


def _whole(found: Match) -> TOMLDocument:
    form = found.format
    document = _headed()
    content = form.model_dump(mode="json", exclude_defaults=True, exclude={"name", "confidence"})
    for name, value in {**content, "key_family": form.family, "system": form.system}.items():
        document[name] = value
    for name in found.mapped & {*form.columns}:
        document["columns"][name]["required"] = True
    return document
