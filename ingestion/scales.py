"""Which scale a column of answers is on: by what its header says, else by all of its values."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from warehouse.entities import SCALES

# "0 to 10", "от 1 до 10", "0-tól 10-ig", "von 0 bis 10", "0 (not at all) … 10 (certainly)".
_STATED = re.compile(
    r"(?<![\d.,/])(?P<low>[01])(?![\d.,%/])\D{1,60}?(?<![\d.,/-])(?P<high>5|7|10|100)(?![\d%]|[.,]\d)"
    r"|(?<![\d.,/])(?P<lowest>[01])\s?[-–—/]\s?(?P<highest>5|7|10|100)(?![\d%]|[.,]\d)"  # noqa: RUF001
)
_PROMOTER_TOP, _SATISFACTION_TOP = 10, 5
_TOPS = (5, 7, 10)
_MISTYPED = 0.01


@dataclass(frozen=True)
class Scale:
    """A scale and how it is known; `name` is "" where nothing tells."""

    name: str
    because: str = ""


def stated(header: str) -> tuple[int, int] | None:
    """Read the scale that a header names."""
    found = _STATED.search(header)
    if not found:
        return None
    low, high = found.group("low") or found.group("lowest"), found.group("high")
    return int(low), int(high or found.group("highest"))


def recommend_scale(header: str, scores: Collection[int], *, is_standard: bool) -> Scale:
    """Decide the scale of the question on recommending; nobody's zero proves nothing."""
    said = stated(header)
    if said:
        name = f"{said[0]}-{said[1]}"
        return Scale(name if name in SCALES else "", "the question says so")
    known = [score for score in scores if 0 <= score <= _PROMOTER_TOP]
    if 0 in known:
        return Scale("0-10", "somebody gave a 0")
    if is_standard and max(known, default=0) > _SATISFACTION_TOP:
        return Scale("0-10", "it is the survey system's own question, which asks 0 to 10")
    return Scale("")


def rating_scale(header: str, counts: dict[float, int]) -> tuple[int, int]:
    """Decide the scale of a factor: the smallest usual one that holds all but mistyped ratings."""
    said = stated(header)
    if said:
        return said
    total = sum(counts.values())
    for top in _TOPS:
        beyond = sum(count for value, count in counts.items() if value > top)
        if beyond <= _MISTYPED * total:
            return (0 if counts.get(0.0) else 1, top)
    return (1, _SATISFACTION_TOP)
