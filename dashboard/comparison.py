"""Whether a figure changed, in words: a verdict before the number."""

from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.formats import Kind
from dashboard.language import N_, _

Verdict = Literal["real", "noise", "too_few", "running"]
Direction = Literal["up", "down", "same"]

# Below this many, a percentage of a count says less than the difference itself.
_FEW = 50
_REAL: dict[Kind, tuple[str, str]] = {
    "money": (N_("Really more than in {period}"), N_("Really less than in {period}")),
    "number": (N_("Really more than in {period}"), N_("Really less than in {period}")),
    "count": (N_("Really more than in {period}"), N_("Really fewer than in {period}")),
    "share": (N_("Really higher than in {period}"), N_("Really lower than in {period}")),
    "score": (N_("Really higher than in {period}"), N_("Really lower than in {period}")),
}


@dataclass(frozen=True)
class Change:
    """A change in words; there is no verdict where there is nothing to compare with.

    `difference` is the change alone: +12.0%, -3, +2.1 points.
    """

    words: str
    verdict: Verdict | None
    direction: Direction
    difference: str | None = None


def change(  # noqa: PLR0913, PLR0917  (all that a sentence is made of)
    now: float | None,
    before: float | None,
    verdict: Verdict | None,
    kind: Kind,
    period: str,
    currency: str = "",
) -> Change:
    """Say whether a figure differs from the one of another period, and by how much."""
    if now is None or before is None or verdict is None:
        return Change(_("No figure for {period}").format(period=period), None, "same")
    difference = _difference(now, before, kind, currency)
    direction: Direction = "same" if difference is None else "up" if now > before else "down"
    words = _words(verdict, kind, direction).format(period=period)
    if difference is not None:
        words = _("{verdict} ({difference})").format(verdict=words, difference=difference)
    return Change(words, verdict, direction, difference)


def _words(verdict: Verdict, kind: Kind, direction: Direction) -> str:
    if verdict == "real" and direction != "same":
        more, less = _REAL[kind]
        return _(more if direction == "up" else less)
    if verdict == "too_few":
        return _("Too few to compare with {period}")
    if verdict == "running":
        return _("Not over yet, {period} was whole")
    return (
        _("The same as in {period}") if direction == "same" else _("As in {period}, within noise")
    )


def _difference(now: float, before: float, kind: Kind, currency: str) -> str | None:
    """Write a difference with its sign in the unit of the kind; none where it rounds to nothing."""
    size = now - before
    if kind == "share":
        points = round(100 * size, 1)
        return formats.signed_points(points) if points else None
    if kind == "score":
        return formats.signed_points(round(size)) if round(size) else None
    if kind == "count" and min(now, before) < _FEW:
        rounded = round(size, 1)
        return formats.signed(rounded, "0.#") if rounded else None
    if before <= 0:
        if kind == "money":
            return formats.signed_money(size, currency) if size else None
        return formats.signed(size, "0.##") if size else None
    return formats.signed_percent(size / before) if round(100 * abs(size) / before, 1) else None
