"""Headers as people and programs write them, made comparable."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from ingestion import flaws

_DROPPED = re.compile(rf"[\ufeff\u200b\u200c\u200d\u2060]|{flaws.ANY}|ï»¿")
_BLANKS = re.compile(r"\s+")
_QUOTES = "\"'“”„«»`"


@lru_cache(maxsize=10_000)
def shown(header: str) -> str:
    """Clean a header for people: no invisible characters, single blanks, no outer quotes."""
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", header))
    return _BLANKS.sub(" ", text).strip().strip(_QUOTES).strip()


@lru_cache(maxsize=10_000)
def normalised(header: str) -> str:
    """Give the form in which headers are compared."""
    return _BLANKS.sub(" ", shown(header).replace("*", " ")).strip().casefold()


def distinct(headers: Sequence[str]) -> list[str]:
    """Tell repeated headers apart by their position: `Notes`, `Notes (2)`."""
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        name = shown(header)
        seen[normalised(header)] += 1
        count = seen[normalised(header)]
        names.append(f"{name} ({count})" if name and count > 1 else name)
    return names
