"""The question map: which header of a survey asks what. Words per language lie in `questions/`."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingestion import headers
from ingestion.rules import PATTERN

FOLDER = Path(__file__).parent / "questions"
RATINGS, IMPORTANCES, SCORE = "ratings", "importances", "recommend_score"

_PARTS = (
    re.compile(r"^(?P<stem>.+?)\s*\[(?P<part>[^\[\]]+)\]$"),
    re.compile(r"^(?P<stem>.+?[?:…])\s*(?:[-–—:]\s*)?(?P<part>[^\s(].*)$"),  # noqa: RUF001
    re.compile(r"^(?P<stem>.+?)\s[-–—]\s(?P<part>[^\s(].*)$"),  # noqa: RUF001  # dashes
)
_SCALE_IN_BRACKETS = re.compile(r"\s*\([^)]*\d[^)]*\)\s*$")
_REPEATED = re.compile(r"^(?P<first>.+) \(\d+\)$")


@dataclass(frozen=True)
class Meaning:
    """What a question can mean: words that say so, words that may, words that rule it out."""

    name: str
    title: str
    certain: re.Pattern[str]
    likely: re.Pattern[str] | None
    never: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    lenient: bool
    map: dict[str, str]

    def strength(self, header: str) -> int:
        """Tell how surely a header means this: 2 by certain words, 1 by likely ones, else 0."""
        text = header.casefold()
        if self.never and self.never.search(text):
            return 0
        if self.certain.search(text):
            return 2
        return 1 if self.likely and self.likely.search(text) else 0


@dataclass(frozen=True)
class Asked:
    """The headers of one form by what they mean; `rivals` ask for the score as surely."""

    columns: dict[str, list[str]]
    ratings: dict[str, str]
    importances: dict[str, str]
    rivals: list[str]


@cache
def meanings() -> dict[str, Meaning]:
    """Read the map."""
    return {file.stem: _meaning(file) for file in sorted(FOLDER.glob("*.toml"))}


def _meaning(file: Path) -> Meaning:
    content = tomllib.loads(file.read_text(encoding="utf-8"))

    def words(key: str) -> re.Pattern[str] | None:
        listed = [word for language in content.get(key, {}).values() for word in language]
        return re.compile("|".join(f"(?:{word})" for word in listed)) if listed else None

    certain = words("certain")
    if certain is None:
        raise ValueError(f"{file.name} names no words")
    return Meaning(
        name=file.stem,
        title=content["title"],
        certain=certain,
        likely=words("likely"),
        never=words("never"),
        opening=words("opening"),
        lenient=content.get("lenient", False),
        map=content.get("map", {}),
    )


def ask(names: Sequence[str], left_alone: Sequence[str] = ()) -> Asked:
    """Find what each header asks; the surest meaning of a header is taken first."""
    open_names = [name for name in names if name and not fits(name, left_alone)]
    strengths = {
        (name, meaning.name): strength
        for name in open_names
        for meaning in meanings().values()
        if (strength := meaning.strength(name))
    }
    # A scale of 10 stands in questions on improving as well: the score has the first word.
    order = {name: number for number, name in enumerate(meanings())} | {SCORE: -1}
    place = {name: number for number, name in enumerate(open_names)}

    def rank(pair: tuple[str, str]) -> tuple[int, bool, int, int]:
        header, meaning = pair
        # A factor is the weakest of two sure readings: "rate" stands in many questions.
        is_factor = meaning in (RATINGS, IMPORTANCES)
        return (-strengths[pair], is_factor, order[meaning], place[header])

    columns: dict[str, list[str]] = {}
    factors: dict[str, dict[str, str]] = {RATINGS: {}, IMPORTANCES: {}}
    taken: set[str] = set()
    for header, meaning in sorted(strengths, key=rank):
        if header in taken:
            continue
        if meaning in factors:
            taken.add(header)
            factors[meaning].setdefault(factor(header, meaning), header)
        elif meaning not in columns:
            columns[meaning] = _same_question(header, [n for n in open_names if n not in taken])
            taken |= set(columns[meaning])
    return Asked(columns, factors[RATINGS], factors[IMPORTANCES], _rivals(columns, strengths))


def fits(header: str, rules: Sequence[str]) -> bool:
    """Tell whether a header is one of those named, or fits a /pattern/ among them."""
    known = headers.normalised(header)
    for rule in rules:
        pattern = PATTERN.match(rule)
        if pattern and re.search(pattern.group(1), known, flags=re.IGNORECASE):
            return True
        if not pattern and headers.normalised(rule) == known:
            return True
    return False


def _rivals(columns: dict[str, list[str]], strengths: dict[tuple[str, str], int]) -> list[str]:
    """List the headers that ask for the score as surely as the one that was taken."""
    chosen = columns.get(SCORE)
    if not chosen:
        return []
    surest = strengths[chosen[0], SCORE]
    elsewhere = {name for meaning, names in columns.items() if meaning != SCORE for name in names}
    return [
        header
        for (header, meaning), strength in strengths.items()
        if meaning == SCORE and strength == surest and header not in {*chosen, *elsewhere}
    ]


def _same_question(header: str, names: Sequence[str]) -> list[str]:
    """Give a question with its repeats, and with its options where each has a column."""
    first, stem = _first(header), split(header)[0]
    repeats = [name for name in names if _first(name) == first]
    options = [name for name in names if split(name)[1] and split(name)[0] == stem]
    return options if split(header)[1] and len(options) > 1 else repeats


def _first(header: str) -> str:
    found = _REPEATED.match(header)
    return found.group("first") if found else header


def split(header: str) -> tuple[str, str]:
    """Split a header into question and part: "Rate us [Price]", "Rate us: Price"."""
    for shape in _PARTS:
        found = shape.match(_first(header))
        if found:
            return found.group("stem").strip(" :"), found.group("part").strip()
    return header, ""


def factor(header: str, meaning: str = RATINGS) -> str:
    """Name what a question rates: its part, else what follows its usual opening."""
    stem, part = split(header)
    opening = meanings()[meaning].opening
    hit = opening.match(stem.casefold()) if opening and not part else None
    named = part or (stem[hit.end() :] if hit else stem)
    name = _SCALE_IN_BRACKETS.sub("", named).strip(" ?:.¿")
    return name[:1].upper() + name[1:]
