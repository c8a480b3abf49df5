"""Months to compare with."""

from datetime import date

_MONTHS = 12


def month_before(start: date) -> date:
    """Give the first day of the month before."""
    return date(start.year - (start.month == 1), (start.month - 2) % _MONTHS + 1, 1)


def year_before(start: date) -> date:
    """Give the first day of the same month a year before."""
    return date(start.year - 1, start.month, 1)
