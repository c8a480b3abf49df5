"""Likely headers: how much a header looks like one of our columns, and which goes to which."""

import re
from collections.abc import Mapping, Sequence

from ingestion import headers

# A column of our own may take many headers: those only known to belong to such a list.
KNOWN = "known"
# A header is a whole before it is a part: “Name” before “First name”, “Start” before “Time”.
_PART_OF = 0.02
_EXACT, _WITHIN, _LITTLE = 1.0, 0.6, 0.2
_SHORTEST = 3
_SIGNS = re.compile(r"[^0-9a-zA-Z\u00c0-\u024f\u0400-\u04ff]+")


def likeness(header: str, words: Sequence[str]) -> float:
    """Compare a header with words: equal, or a word of some length standing in it whole."""
    name = spaced(header)
    if not name.strip():
        return 0.0
    best = 0.0
    for place, known in enumerate(words):
        word = spaced(known)
        if word == name:
            # Words that stand first say more: “appointment date” before “date”.
            return _EXACT + 0.01 * (len(words) - place) / len(words)
        if word in name and len(word.strip()) >= _SHORTEST:
            best = max(best, _WITHIN * len(word) / len(name))
    return best if best > _LITTLE else 0.0


def spaced(text: str) -> str:
    """Give the words of a header with a blank around each."""
    return f" {_SIGNS.sub(' ', headers.normalised(text)).strip()} "


def assigned(scores: Mapping[tuple[str, int], float]) -> dict[tuple[str, int], float]:
    """Give every header to one column and every column one header, the likeliest first."""
    chosen: dict[tuple[str, int], float] = {}
    names: set[str] = set()
    positions: set[int] = set()
    for (name, position), score in sorted(scores.items(), key=_rank):
        if position in positions or (name in names and name != KNOWN):
            continue
        names.add(name)
        positions.add(position)
        chosen[name, position] = score
    return chosen


def _rank(item: tuple[tuple[str, int], float]) -> float:
    (name, _), score = item
    return (_PART_OF if "." in name else 0.0) - score
