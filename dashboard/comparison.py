"""How a figure changed, in words."""

from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.formats import Kind

# Below this many, a percentage of a count says less than the difference itself.
_FEW = 50
_WORDS: dict[Kind, tuple[str, str]] = {
    "money": ("more than in", "less than in"),
    "number": ("more than in", "less than in"),
    "count": ("more than in", "fewer than in"),
    "share": ("above", "below"),
    "score": ("above", "below"),
}


@dataclass(frozen=True)
class Change:
    """A change in words, and which way it went; `unknown` where there is nothing to compare."""

    words: str
    direction: Literal["up", "down", "same", "unknown"]


def change(now: float | None, before: float | None, kind: Kind, period: str) -> Change:
    """Say how a figure differs from the one of another period."""
    if now is None or before is None:
        return Change(f"No figure for {period}", "unknown")
    if before <= 0 and kind in ("money", "number"):
        return Change(f"Nothing in {period}", "unknown")
    difference = _difference(now, before, kind)
    if difference is None:
        return Change(f"The same as in {period}", "same")
    more, less = _WORDS[kind]
    if now > before:
        return Change(f"{difference} {more} {period}", "up")
    return Change(f"{difference} {less} {period}", "down")


def _difference(now: float, before: float, kind: Kind) -> str | None:
    """Write the difference in the unit of the kind; none where it rounds to nothing."""
    size = abs(now - before)
    if kind == "count" and min(now, before) < _FEW:
        return formats.count(size) if size else None
    if kind in ("share", "score"):
        written = f"{100 * size:.1f}" if kind == "share" else f"{size:.0f}"
        unit = "point" if float(written) == 1 else "points"
    else:
        written, unit = f"{100 * size / before:.1f}", "%"
    return f"{written}{formats.SPACE}{unit}" if float(written) else None
