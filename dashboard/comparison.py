"""How a figure changed, in words."""

from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.formats import Kind
from dashboard.language import N_, _

# Below this many, a percentage of a count says less than the difference itself.
_FEW = 50
_WORDS: dict[Kind, tuple[str, str]] = {
    "money": (N_("{difference} more than in {period}"), N_("{difference} less than in {period}")),
    "number": (N_("{difference} more than in {period}"), N_("{difference} less than in {period}")),
    "count": (N_("{difference} more than in {period}"), N_("{difference} fewer than in {period}")),
    "share": (N_("{difference} above {period}"), N_("{difference} below {period}")),
    "score": (N_("{difference} above {period}"), N_("{difference} below {period}")),
}


@dataclass(frozen=True)
class Change:
    """A change in words, and which way it went; `unknown` where there is nothing to compare."""

    words: str
    direction: Literal["up", "down", "same", "unknown"]


def change(now: float | None, before: float | None, kind: Kind, period: str) -> Change:
    """Say how a figure differs from the one of another period."""
    if now is None or before is None:
        return Change(_("No figure for {period}").format(period=period), "unknown")
    if before <= 0 and kind in ("money", "number"):
        return Change(_("Nothing in {period}").format(period=period), "unknown")
    difference = _difference(now, before, kind)
    if difference is None:
        return Change(_("The same as in {period}").format(period=period), "same")
    more, less = _WORDS[kind]
    said = _(more if now > before else less).format(difference=difference, period=period)
    return Change(said, "up" if now > before else "down")


def _difference(now: float, before: float, kind: Kind) -> str | None:
    """Write the difference in the unit of the kind; none where it rounds to nothing."""
    size = abs(now - before)
    if kind == "count" and min(now, before) < _FEW:
        return formats.count(size) if size else None
    if kind in ("share", "score"):
        points = round(100 * size, 1) if kind == "share" else round(size)
        return formats.points(points) if points else None
    percent = round(100 * size / before, 1)
    return formats.percent(percent / 100) if percent else None
