"""What is decided over whole columns before a cell is read: day or month first, decimal mark."""

from dataclasses import dataclass
from functools import reduce
from operator import add

import polars as pl

from ingestion.matching import Match
from ingestion.refusals import DateOrderOpenError
from ingestion.rules import DateOrder, DecimalMark
from ingestion.source_texts import TEXT
from ingestion.values import amounts, dates
from ingestion.values.distinct import Memory, Texts

_MOMENTS = ("moment", "date")
_NUMBERS = ("money", "number", "integer")


@dataclass(frozen=True)
class Decisions:
    """One order per column of dates, the decimal marks per column of numbers.

    A workbook writes its own numbers with a point and leaves typed texts as they are: where a
    cell cannot have the first mark, the second is tried.
    """

    orders: dict[str, DateOrder | None]
    marks: dict[str, tuple[DecimalMark, ...]]


@dataclass(frozen=True)
class Evidence:
    """What some rows show of the orders and marks of each column; parts of a file add up."""

    orders: dict[str, dates.Orders]
    marks: dict[str, amounts.Marks]

    def __add__(self, other: "Evidence") -> "Evidence":
        orders = {name: shown + other.orders[name] for name, shown in self.orders.items()}
        marks = {name: shown + other.marks[name] for name, shown in self.marks.items()}
        return Evidence(orders, marks)


def evidence(rows: Texts, found: Match) -> Evidence:
    """See what rows show of their dates and numbers."""
    moments, numbers = _columns(found, _MOMENTS), _columns(found, _NUMBERS)
    return Evidence(
        {name: _order_shown(rows, TEXT + name) for name in moments},
        {name: _mark_shown(rows, TEXT + name) for name in numbers},
    )


def _order_shown(rows: Texts, name: str) -> dates.Orders:
    counts = rows.counts(name, dates.shown)
    return dates.orders(rows.rows[name]) if counts is None else dates.Orders(*counts)


def _mark_shown(rows: Texts, name: str) -> amounts.Marks:
    counts = rows.counts(name, amounts.shown)
    return amounts.marks(rows.rows[name]) if counts is None else amounts.Marks(*counts)


def decide(frame: pl.DataFrame, found: Match, is_workbook: bool) -> Decisions:
    """Decide from rows that are all there are."""
    return decided(evidence(Texts(frame, {}, Memory()), found), found, is_workbook)


def decided(shown: Evidence, found: Match, is_workbook: bool) -> Decisions:
    """Decide from all rows of the file; a file that leaves it open is refused with a question."""
    for name in open_columns(shown, found):
        raise DateOrderOpenError(
            _question(found, name, is_contradictory=shown.orders[name].dmy > 0)
        )
    return likely(shown, found, is_workbook)


def likely(shown: Evidence, found: Match, is_workbook: bool) -> Decisions:
    """Give what the rows seen so far speak for; an order may still be open."""
    return Decisions(_orders(shown, found), _marks(shown, found, is_workbook))


def open_columns(shown: Evidence, found: Match) -> list[str]:
    """Name the columns with dates that can be read in two ways."""
    form, orders = found.format, _orders(shown, found)
    return [
        name
        for name, seen in shown.orders.items()
        if orders[name] is None
        and seen.open + seen.dmy + seen.mdy
        and not (form.columns[name].date_formats or form.date_formats)
    ]


def _columns(found: Match, kinds: tuple[str, ...]) -> list[str]:
    return [
        column.name
        for column in found.format.target.columns
        if column.kind in kinds and found.sources.get(column.name)
    ]


def _orders(shown: Evidence, found: Match) -> dict[str, DateOrder | None]:
    form = found.format
    together = reduce(add, shown.orders.values(), dates.Orders()).decided
    return {
        name: form.columns[name].date_order or form.date_order or seen.decided or together
        for name, seen in shown.orders.items()
    }


def _question(found: Match, name: str, *, is_contradictory: bool) -> str:
    state = (
        "some of its dates can only have the day first, others only the month"
        if is_contradictory
        else "every date in it can be read in two ways (03/04 may be 3 April or March 4)"
    )
    return (
        f"Is the day or the month first in “{found.title(name)}”? The file does not say: {state}. "
        f'Save these two lines as a file such as my-dates.toml: extends = "{found.format.name}" '
        'and date_order = "dmy" (or "mdy" where the month comes first), and load with --mapping.'
    )


def _marks(shown: Evidence, found: Match, is_workbook: bool) -> dict[str, tuple[DecimalMark, ...]]:
    form = found.format
    together = reduce(add, shown.marks.values(), amounts.Marks())
    marks: dict[str, tuple[DecimalMark, ...]] = {}
    for column in form.target.columns:
        seen, rule = shown.marks.get(column.name, amounts.Marks()), form.columns.get(column.name)
        told = (rule and rule.decimal_mark) or form.decimal_mark
        # 1.250 with no other sign of a decimal mark is a thousand, if it is money in a text file.
        is_thousands = column.kind == "money" and seen.dot_or_thousands > 0
        fallback: DecimalMark = "," if is_thousands else "."
        if told:
            marks[column.name] = (told,)
        elif is_workbook:
            marks[column.name] = (".", ",")
        else:
            marks[column.name] = (seen.decided or together.decided or fallback,)
    return marks
