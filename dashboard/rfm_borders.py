"""Where the axes of RFM are cut, in words."""

import math

import polars as pl

from dashboard import formats
from dashboard.data import Build
from dashboard.language import _


def in_words(rows: pl.DataFrame, build: Build) -> str:
    """Say what 3, 2 and 1 mean on each axis, as a list."""
    cut = {axis: (lower, upper) for axis, lower, upper, _quarter in rows.iter_rows()}
    days = formats.count(build.settings.definitions.frequency_days)
    return "\n".join(
        (
            _("- **R, last visit:** {grades}.").format(grades=_recency(*cut["recency"])),
            _("- **F, visits in {days} days:** {grades}.").format(
                days=days, grades=_frequency(*cut["frequency"])
            ),
            _("- **M, average check:** {grades}.").format(
                grades=_monetary(*cut["monetary"], build.currency)
            ),
        )
    )


def _recency(lower: float, upper: float) -> str:
    near, far = math.floor(lower), math.floor(upper)
    if near == far:
        middle = _nobody()
    elif near + 1 == far:
        middle = _("{days} ago").format(days=formats.plural(far, "day", "days"))
    else:
        middle = _("{first} to {last} ago").format(
            first=formats.count(near + 1), last=formats.plural(far, "day", "days")
        )
    return _("3 = at most {days} ago, 2 = {middle}, 1 = {far} ago or longer").format(
        days=formats.plural(near, "day", "days"),
        middle=middle,
        far=formats.plural(far + 1, "day", "days"),
    )


def _frequency(lower: float, upper: float) -> str:
    few, many = math.floor(lower), math.floor(upper)
    if few == many:
        middle = _nobody()
    elif few + 1 == many:
        middle = formats.count(many)
    else:
        middle = _("{low} to {high}").format(low=formats.count(few + 1), high=formats.count(many))
    least = _("at most {number}").format(number=formats.count(few)) if few else _("none")
    return _("3 = {many} or more, 2 = {middle}, 1 = {least}").format(
        many=formats.count(many + 1), middle=middle, least=least
    )


def _monetary(lower: float, upper: float, currency: str) -> str:
    low, high = (formats.plain(formats.money(border, currency)) for border in (lower, upper))
    middle = _nobody() if low == high else _("above {low}, up to {high}").format(low=low, high=high)
    return _("3 = above {high}, 2 = {middle}, 1 = up to {low}").format(
        high=high, middle=middle, low=low
    )


def _nobody() -> str:
    return _("nobody, as too many clients are alike")
