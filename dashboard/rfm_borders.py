"""Where the axes of RFM are cut, in words."""

import math

import polars as pl

from dashboard import formats
from dashboard.data import Build

_NOBODY = "nobody, as too many clients are alike"


def in_words(rows: pl.DataFrame, build: Build) -> str:
    """Say what 3, 2 and 1 mean on each axis, as a list."""
    cut = {axis: (lower, upper) for axis, lower, upper, _ in rows.iter_rows()}
    days = build.settings.definitions.frequency_days
    return "\n".join(
        (
            f"- **R, last visit:** {_recency(*cut['recency'])}.",
            f"- **F, visits in {days} days:** {_frequency(*cut['frequency'])}.",
            f"- **M, average check:** {_monetary(*cut['monetary'], build.currency)}.",
        )
    )


def _recency(lower: float, upper: float) -> str:
    near, far = math.floor(lower), math.floor(upper)
    middle = _NOBODY if near == far else f"{_span(near + 1, far)} days ago"
    return (
        f"3 = at most {formats.plural(near, 'day')} ago, 2 = {middle}, "
        f"1 = {formats.count(far + 1)} days ago or longer"
    )


def _frequency(lower: float, upper: float) -> str:
    few, many = math.floor(lower), math.floor(upper)
    middle = _NOBODY if few == many else f"{_span(few + 1, many)}"
    return f"3 = {formats.count(many + 1)} or more, 2 = {middle}, 1 = {_at_most(few)}"


def _monetary(lower: float, upper: float, currency: str) -> str:
    low, high = (formats.plain(formats.money(border, currency)) for border in (lower, upper))
    middle = _NOBODY if low == high else f"above {low}, up to {high}"
    return f"3 = above {high}, 2 = {middle}, 1 = up to {low}"


def _span(first: int, last: int) -> str:
    return formats.count(first) if first == last else f"{first:,} to {last:,}"


def _at_most(number: int) -> str:
    return "none" if number == 0 else f"at most {formats.count(number)}"
