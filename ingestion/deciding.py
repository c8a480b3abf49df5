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


def decide(frame: pl.DataFrame, found: Match, is_workbook: bool) -> Decisions:
    """Decide from all rows of the file; a file that leaves it open is refused with a question."""
    return Decisions(_orders(frame, found), _marks(frame, found, is_workbook))


def _columns(found: Match, kinds: tuple[str, ...]) -> list[str]:
    return [
        column.name
        for column in found.format.target.columns
        if column.kind in kinds and found.sources.get(column.name)
    ]


def _orders(frame: pl.DataFrame, found: Match) -> dict[str, DateOrder | None]:
    form = found.format
    seen = {name: dates.orders(frame[TEXT + name]) for name in _columns(found, _MOMENTS)}
    together = reduce(add, seen.values(), dates.Orders()).decided
    orders: dict[str, DateOrder | None] = {}
    for name, shown in seen.items():
        rule = form.columns[name]
        told = rule.date_order or form.date_order
        has_patterns = bool(rule.date_formats or form.date_formats)
        orders[name] = told or shown.decided or together
        if orders[name] is None and shown.open + shown.dmy + shown.mdy and not has_patterns:
            raise DateOrderOpenError(_question(found, name, is_contradictory=shown.dmy > 0))
    return orders


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


def _marks(
    frame: pl.DataFrame, found: Match, is_workbook: bool
) -> dict[str, tuple[DecimalMark, ...]]:
    form = found.format
    seen = {name: amounts.marks(frame[TEXT + name]) for name in _columns(found, _NUMBERS)}
    together = reduce(add, seen.values(), amounts.Marks())
    marks: dict[str, tuple[DecimalMark, ...]] = {}
    for column in form.target.columns:
        shown, rule = seen.get(column.name, amounts.Marks()), form.columns.get(column.name)
        told = (rule and rule.decimal_mark) or form.decimal_mark
        # 1.250 with no other sign of a decimal mark is a thousand, if it is money in a text file.
        is_thousands = column.kind == "money" and shown.dot_or_thousands > 0
        fallback: DecimalMark = "," if is_thousands else "."
        if told:
            marks[column.name] = (told,)
        elif is_workbook:
            marks[column.name] = (".", ",")
        else:
            marks[column.name] = (shown.decided or together.decided or fallback,)
    return marks
