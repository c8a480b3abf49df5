"""Answers as forms and terminals write them, to numbers: "4 - good", ★★★★☆, 🙂, «Отлично»."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("answer_words.toml")
_PLACES = {5: (1, 2, 3, 4, 5), 4: (1, 2, 4, 5), 3: (1, 3, 5), 2: (1, 5)}
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
# "4 - good", "4 (good)", "8/10", "5 stars": the number stands first and no other follows.
_LEADING = re.compile(r"(?P<number>\d+)\s*(?:/\s*(?:5|7|10)|(?:[-–—:=.)(]|\s)\s*\D*)")  # noqa: RUF001
_TRAILING = re.compile(r"\D+?\s*(?:[-–—:=]\s*(?P<last>\d+)|\((?P<inside>\d+)\))")  # noqa: RUF001
_STARS = re.compile(r"(?P<full>[★⭐]+)[☆✩]*|[☆✩]{2,}")
_KEYCAPS = re.compile(r"[\ufe0e\ufe0f\u20e3]|[\U0001f3fb-\U0001f3ff]")
_MOST_STARS = 5


def folded(text: str) -> str:
    """Give the form in which answers are compared."""
    plain = _KEYCAPS.sub("", text).casefold().replace("ё", "е")  # noqa: RUF001
    return " ".join(plain.strip(" .!\"'«»“”").split())


@cache
def _families() -> tuple[dict[str, int], ...]:
    content = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return tuple(
        {folded(word): place for word, place in zip(words, _PLACES[len(words)], strict=True)}
        for language in content.values()
        for words in language
    )


def numbers(texts: Iterable[str]) -> dict[str, str]:
    """Read what is no plain number but certainly stands for one: each text and its number."""
    told = {text: number for text in texts if (number := _number(text)) is not None}
    return {text: number for text, number in told.items() if text.strip() != number}


def worded(texts: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Read the answers of one column, words too; the second part lists what may mean two things."""
    distinct = set(texts)
    by_number = numbers(distinct)
    rest = [text for text in distinct if text not in by_number and not _PLAIN.fullmatch(text)]
    by_word, unsure = _by_family({text: folded(text) for text in rest})
    return {**by_number, **by_word}, unsure


def _number(text: str) -> str | None:
    plain = _KEYCAPS.sub("", text).strip()
    if _PLAIN.fullmatch(plain):
        return plain
    for shape in (_LEADING, _TRAILING):
        found = shape.fullmatch(plain)
        if found:
            return next(part for part in found.groups() if part is not None)
    stars = _STARS.fullmatch(plain.replace(" ", ""))
    if stars and len(stars.group()) <= _MOST_STARS:
        return str(len(stars.group("full") or ""))
    return None


def _by_family(words: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Take the lists that hold most of a column's words; where they disagree, nothing is taken."""
    known = set(words.values())
    held = [(len(known & family.keys()), family) for family in _families()]
    most = max((count for count, _ in held), default=0)
    if not most:
        return {}, []
    best = [family for count, family in held if count == most]
    readings = {
        text: {family[word] for family in best if word in family} for text, word in words.items()
    }
    unsure = sorted(text for text, places in readings.items() if len(places) > 1)
    if unsure:
        return {}, unsure
    return {text: str(places.pop()) for text, places in readings.items() if places}, []
