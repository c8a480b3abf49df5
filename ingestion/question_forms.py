"""A survey's format with the question map written into it: every column named by its header."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingestion import questions
from ingestion.formats import Format
from ingestion.questions import Asked
from ingestion.rules import ColumnRule, RatingsRule

# A survey without either tells nothing about loyalty: it is some other form.
_LISTS = ("service", "service_category")
_PERSON = ("client_name", "phone", "email")
NEEDED = "a question on how likely one is to recommend, or how satisfied one is"


@dataclass(frozen=True)
class Resolved:
    """The format of one form; `mapped` are the columns that the map found, not the format."""

    format: Format
    mapped: frozenset[str] = frozenset()
    rivals: list[str] = field(default_factory=list)


def resolved(
    form: Format, names: Sequence[str], own: Mapping[str, Sequence[int]], taken: Collection[int]
) -> Resolved:
    """Name the columns that the format leaves to the map; what the format finds itself stays."""
    left = [name if place not in taken else "" for place, name in enumerate(names)]
    asked = questions.ask(left, form.not_questions)
    known = {column.name for column in form.target.columns}
    found = {
        name: _rule(name, headers, form.columns[name] if name in own else None)
        for name, headers in asked.columns.items()
        if name in known and (name not in own or name in _PERSON)
    }
    ratings = form.ratings or _ratings(asked)
    named = {name: _with_words(name, rule) for name, rule in form.columns.items()}
    columns = {**named, **found}
    rivals = asked.rivals if questions.SCORE in found else []
    explicit = form.model_copy(update={"columns": columns, "ratings": ratings})
    return Resolved(explicit, frozenset(found), rivals)


def _rule(name: str, headers: Sequence[str], own: ColumnRule | None) -> ColumnRule:
    """Read a question; what the system itself noted of the person comes first, if it is filled."""
    meaning = questions.meanings()[name]
    parts: dict[str, Any] = {"header": list(headers)}
    noted = own.parts if own and not own.join else []
    if len(headers) > 1 or noted:
        # Options of one question stand side by side; a repeated one was answered in one place.
        is_options = name in _LISTS and bool(questions.split(headers[0])[1])
        parts = {"join" if is_options else "first_of": [*noted, *([header] for header in headers)]}
        parts |= {"between": ", "} if is_options else {}
    return ColumnRule(**parts, lenient=meaning.lenient, map=meaning.map)


def _ratings(asked: Asked) -> RatingsRule | None:
    if not asked.ratings:
        return None
    return RatingsRule(factors=asked.ratings, importances=asked.importances)


def _with_words(name: str, rule: ColumnRule) -> ColumnRule:
    """Let a column that a saved mapping names have the words of its meaning."""
    meaning = questions.meanings().get(name)
    if meaning is None or rule.map:
        return rule
    return rule.model_copy(update={"map": meaning.map, "lenient": rule.lenient or meaning.lenient})


def as_mapping(form: Format, mapped: Collection[str]) -> dict[str, Any]:
    """Give what a saved mapping of this form says; its headers make it fit this form alone."""
    columns = {name: _saved(form.columns[name]) for name in sorted(mapped) if name in form.columns}
    scale = form.columns.get("recommend_scale")
    if scale and scale.constant:
        columns["recommend_scale"] = {"constant": scale.constant}
    ratings = form.ratings.model_dump(exclude_defaults=True) if form.ratings else {}
    told = {"extends": form.name, "questions": True, "columns": columns}
    return {**told, "ratings": ratings} if ratings else told


def _saved(rule: ColumnRule) -> dict[str, Any]:
    written = rule.model_dump(exclude_defaults=True, exclude={"map", "lenient"})
    return {**written, "required": True}
