"""The cards of a month: each figure with its verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from dashboard import comparison, formats, periods
from dashboard.comparison import Change
from dashboard.language import _
from dashboard.month.figures import Figure

Overall = Literal["better", "worse", "mixed", "noise", "too_few", "running", "unknown"]


@dataclass(frozen=True)
class Card:
    """A figure of a month: its value, on how many it stands, how it changed against each period.

    `month` is the one the figure is of: an earlier one where it is known only later. `part` and
    `whole` are the sums it is made of; `whole` is none where it is itself a sum.
    """

    figure: Figure
    month: date
    value: float | None
    written: str
    n: float
    part: float | None
    whole: float | None
    changes: Mapping[periods.Period, Change]
    remark: str | None

    @property
    def verdict(self) -> Overall:
        """What all comparisons say together."""
        verdicts = {change.verdict for change in self.changes.values()}
        ups = {
            (change.direction == "up") == (self.figure.rising_is == "good")
            for change in self.changes.values()
            if change.verdict == "real" and change.direction != "same"
        }
        if ups:
            return "mixed" if len(ups) > 1 else "better" if True in ups else "worse"
        if verdicts & {"noise", "real"}:
            return "noise"
        if "too_few" in verdicts:
            return "too_few"
        return "running" if "running" in verdicts else "unknown"

    @property
    def verdict_in_words(self) -> str:
        """Say that in two or three words."""
        return {
            "better": _("Really better"),
            "worse": _("Really worse"),
            "mixed": _("Really changed"),
            "noise": _("Within noise"),
            "too_few": _("Too few to tell"),
            "running": _("Not over yet"),
            "unknown": _("Nothing to compare"),
        }[self.verdict]

    @property
    def counted(self) -> str:
        """Say on how many the figure stands: 485 clients."""
        return {
            "clients": formats.plural(self.n, "client", "clients"),
            "visits": formats.plural(self.n, "visit", "visits"),
            "answers": formats.plural(self.n, "answer", "answers"),
            "appointments": formats.plural(self.n, "appointment", "appointments"),
        }[self.figure.counted]

    @property
    def is_total(self) -> bool:
        """It is a sum or a count, which a period of several months has many of."""
        return _is_total(self.figure)

    @property
    def label(self) -> str:
        """What the figure is called."""
        return _(self.figure.label)


def of(
    compared: pl.DataFrame,
    sections: Mapping[str, tuple[Figure, ...]],
    shown: date,
    needed_answers: tuple[int, int],
    currency: str,
) -> Mapping[str, tuple[Card, ...]]:
    """Make the cards of the answer to `month_compared`, in their sections.

    `needed_answers` are those for a score at all, and for one to be read without reserve.
    """
    rows = {(row["figure"], row["period"]): row for row in compared.iter_rows(named=True)}

    def card(figure: Figure) -> Card:
        row = rows.get((figure.column, periods.PERIODS[0]))
        if row is None:
            return Card(
                figure, shown, None, formats.NOTHING, 0, None, None, {}, _not_known(figure, shown)
            )
        month, value = row["month_start"], row["value_now"]
        return Card(
            figure=figure,
            month=month,
            value=value,
            written=formats.figure(value, figure.kind, currency),
            n=row["n_now"] or 0,
            part=row["part"],
            whole=row["whole"],
            changes={
                period: _change(figure, rows[figure.column, period], month, period, currency)
                for period in periods.PERIODS
            },
            remark=_remark(figure, row, shown, needed_answers),
        )

    return {name: tuple(map(card, figures)) for name, figures in sections.items()}


def _is_total(figure: Figure) -> bool:
    return figure.formula is None


def _change(
    figure: Figure,
    row: Mapping[str, Any],
    month: date,
    period: periods.Period,
    currency: str,
) -> Change:
    """Say how a figure changed against a period."""
    said = periods.in_words(period, month, _is_total(figure))
    return comparison.change(
        row["value_now"],
        row["value_before"],
        row["verdict"],
        figure.kind,
        said,
        currency,
    )


def _remark(
    figure: Figure, row: Mapping[str, Any], shown: date, needed_answers: tuple[int, int]
) -> str | None:
    """Say of which month a figure is and of how many, where that is not plain."""
    if figure.known_later:
        return _known(row, shown)
    return _answers(row, needed_answers) if figure.kind == "score" else None


def _known(row: Mapping[str, Any], shown: date) -> str:
    """Say of which month a figure is and of how many clients: a young month is not known yet."""
    month: date = row["month_start"]
    if not row["whole"]:
        return _("Not yet known, or nobody to know it of.")
    clients = formats.plural(row["whole"], "client", "clients")
    if month == shown:
        return _("{month}, of {clients}.").format(month=formats.month(month), clients=clients)
    return _("{month}, of {clients}. {shown} is not yet known.").format(
        month=formats.month(month), clients=clients, shown=formats.month(shown)
    )


def _not_known(figure: Figure, shown: date) -> str | None:
    return (
        _("{month} is not yet known.").format(month=formats.month(shown))
        if figure.known_later
        else None
    )


def _answers(row: Mapping[str, Any], needed_answers: tuple[int, int]) -> str:
    """Say on how many answers a score stands."""
    hidden_below, sound_from = needed_answers
    answers = formats.plural(row["n_now"] or 0, "answer", "answers")
    if row["value_now"] is None:
        return _("{answers}: too few for a score, which needs {needed}.").format(
            answers=answers, needed=hidden_below
        )
    if (row["n_now"] or 0) < sound_from:
        return _("{answers}: few, read with reserve.").format(answers=answers)
    return _("{answers}.").format(answers=answers)
