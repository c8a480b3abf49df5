"""Months, and the periods they are compared with, in words."""

from datetime import date
from typing import Literal

from dashboard import formats
from dashboard.language import _

Period = Literal["month_before", "quarter_before", "year_before"]
PERIODS: tuple[Period, ...] = ("month_before", "quarter_before", "year_before")

_MONTHS = 12
_MONTHS_OF_A_QUARTER = 3


def month_before(start: date) -> date:
    """Give the first day of the month before."""
    return date(start.year - (start.month == 1), (start.month - 2) % _MONTHS + 1, 1)


def year_before(start: date) -> date:
    """Give the first day of the same month a year before."""
    return date(start.year - 1, start.month, 1)


def in_words(period: Period, month: date, is_total: bool) -> str:
    """Name a period that `month` is compared with; of a total, the quarter's mean month."""
    if period == "month_before":
        return formats.short_month(month_before(month))
    if period == "year_before":
        return formats.short_month(year_before(month))
    last = (month.month - 1) // _MONTHS_OF_A_QUARTER
    quarter = f"{month.year if last else month.year - 1} Q{last or 4}"
    return _("an average month of {quarter}").format(quarter=quarter) if is_total else quarter
