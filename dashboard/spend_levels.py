"""Months of a channel by what they cost, and up to which money more of it pays, in words."""

from collections.abc import Mapping

import polars as pl

from dashboard import formats
from dashboard.tables import How


def columns(currency: str) -> Mapping[str, tuple[str, How]]:
    """Name the columns of the months by what they cost."""
    return {
        "spend_level": ("Fifth of the months", "count"),
        "months": ("Months", "count"),
        "cost": (f"Cost a month, {currency}", "money"),
        "new_clients": ("New clients a month", "number"),
        "cac": (f"A client cost, {currency}", "money"),
        "marginal_cac": (f"A further client cost, {currency}", "money"),
    }


def where_to_stop(levels: pl.DataFrame, allowable: float | None, currency: str) -> str:
    """Say up to which money a month a new client costs no more than one may."""
    if levels.is_empty():
        return "Spend of single months is not known, so nobody can say what more money would bring."
    low, high = (formats.plain(formats.money(levels["cost"][at], currency)) for at in (0, -1))
    if not levels["tells_more_money"][0]:
        return (
            f"A month cost {low} to {high}: so alike that nobody can say what more money would "
            "bring. Spend half in one month and twice in another, and look again."
        )
    if allowable is None:
        return "Without a price that a client may cost, no point can be named."
    best = levels.sort("surplus", descending=True).row(0, named=True)
    dearer = levels.filter(pl.col("cost") > best["cost"])
    most = formats.plain(formats.money(best["cost"], currency))
    price = formats.plain(formats.money(allowable, currency))
    if best["surplus"] <= 0:
        cheapest = formats.plain(
            formats.money(min(levels["cac"].drop_nulls(), default=0), currency)
        )
        return f"At every level a client cost {cheapest} or more, and may cost {price}: spend less."
    if dearer.is_empty():
        return (
            f"Up to {most} a month, the most that was spent, a further client cost no more than "
            f"{price}. What more would bring has not been seen."
        )
    after = formats.plain(formats.money(dearer["cost"][0], currency))
    return (
        f"Stop between {most} and {after} a month: beyond it a further client cost more than "
        f"{price}, even where the mean of all still looks fine."
    )
