"""What a month says before any number: what really changed, for better and for worse."""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard import formats, periods
from dashboard.language import N_, _
from dashboard.month.cards import Card

WHAT_REAL_MEANS = N_(
    "Really: by chance alone so large a difference would come about in fewer than 1 of 100 months. "
    "Smaller ones are called noise. A difference that rests on fewer than 30 is too little to tell."
)


def sentences(
    sections: Mapping[str, tuple[Card, ...]], shown: date, is_running: bool
) -> tuple[str, ...]:
    """Say what really changed in the month, or that nothing did, or that it cannot be told."""
    every = [card for section in sections.values() for card in section]
    month = formats.month(shown)
    better = _listed(every, rising_is_good=True)
    worse = _listed(every, rising_is_good=False)
    said = []
    if better:
        said.append(_("Really better: {figures}.").format(figures=better))
    if worse:
        said.append(_("Really worse: {figures}.").format(figures=worse))
    verdicts = {change.verdict for card in every for change in card.changes.values()}
    if said:
        rest = None
        if is_running:
            rest = _("All else is within noise, too little to tell, or not over yet.")
        elif verdicts & {"noise", "too_few"}:
            rest = _("All else is within noise, or too little to tell.")
        return tuple(sentence for sentence in (*said, rest) if sentence)
    if "noise" in verdicts:
        return (
            _("Nothing really changed in {month}: every difference is within noise.").format(
                month=month
            )
            if "too_few" not in verdicts
            else _(
                "Nothing really changed in {month}: every difference is within noise, or rests on "
                "too few to tell."
            ).format(month=month),
        )
    if "too_few" in verdicts:
        return (
            _("Too few came in {month}, or before it, to tell what really changed.").format(
                month=month
            ),
        )
    if is_running:
        return (_("{month} is not over yet.").format(month=month),)
    return (_("There is nothing yet to compare {month} with.").format(month=month),)


def _listed(cards: Iterable[Card], rising_is_good: bool) -> str:
    """List the figures that really changed one way: Revenue (+12.0% on Sep 2026)."""
    said = []
    for card in cards:
        good = card.figure.rising_is == "good"
        wanted = "up" if good == rising_is_good else "down"
        changes = [
            _("{difference} on {period}").format(
                difference=change.difference, period=_period(card, period)
            )
            for period, change in card.changes.items()
            if change.verdict == "real" and change.direction == wanted
        ]
        if changes:
            said.append(
                _("{figure} ({changes})").format(figure=card.label, changes=", ".join(changes))
            )
    return "; ".join(said)


def _period(card: Card, period: periods.Period) -> str:
    """Name the period of a change as its card does."""
    return periods.in_words(period, card.month, card.is_total)
