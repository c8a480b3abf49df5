"""Months of a channel by what they cost, and up to which money more of it pays, in words."""

from collections.abc import Mapping

import polars as pl

from dashboard import formats
from dashboard.language import _
from dashboard.tables import How


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the months by what they cost."""
    return {
        "spend_level": (_("Months by what they cost, in fifths"), "count"),
        "months": (_("Months"), "count"),
        "cost": (_("Cost a month, {currency}").format(currency=currency), "money"),
        "new_clients": (_("New clients a month"), "number"),
        "cac": (_("A client cost, {currency}").format(currency=currency), "money"),
        "marginal_cac": (_("A further client cost, {currency}").format(currency=currency), "money"),
    }


def where_to_stop(levels: pl.DataFrame, allowable: float | None, currency: str) -> str:
    """Say up to which money a month a new client costs no more than one may."""
    if levels.is_empty():
        return _(
            "Spend of single months is not known, so nobody can say what more money would bring."
        )
    low, high = (formats.plain(formats.money(levels["cost"][at], currency)) for at in (0, -1))
    if not levels["tells_more_money"][0]:
        return _(
            "A month cost {low} to {high}: so alike that nobody can say what more money would "
            "bring. Spend half in one month and twice in another, and look again."
        ).format(low=low, high=high)
    if allowable is None:
        return _("Without a price that a client may cost, no point can be named.")
    best = levels.sort("surplus", descending=True).row(0, named=True)
    dearer = levels.filter(pl.col("cost") > best["cost"])
    most = formats.plain(formats.money(best["cost"], currency))
    price = formats.plain(formats.money(allowable, currency))
    if best["surplus"] <= 0:
        cheapest = formats.plain(
            formats.money(min(levels["cac"].drop_nulls(), default=0), currency)
        )
        return _(
            "At every level a client cost {cheapest} or more, and may cost {price}: spend less."
        ).format(cheapest=cheapest, price=price)
    if dearer.is_empty():
        return _(
            "Up to {most} a month, the most that was spent, a further client cost no more than "
            "{price}. What more would bring has not been seen."
        ).format(most=most, price=price)
    after = formats.plain(formats.money(dearer["cost"][0], currency))
    return _(
        "Stop between {most} and {after} a month: beyond it a further client cost more than "
        "{price}, even where the average of all still looks fine."
    ).format(most=most, after=after, price=price)
