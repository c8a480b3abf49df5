"""List prices and their rises, discounts and tax. All amounts are whole cents.

Net prices are listed; tax comes on top.
"""

from datetime import date
from typing import Final

import numpy as np
import polars as pl

from demo.options import Options

TAX: Final = 0.27
_RISES: Final = (1.06, 1.05)


def rise_days(options: Options) -> list[int]:
    """Give the days on which prices rise: the first of a month, after a third and two thirds."""
    thirds = (options.start.toordinal() + options.last_day * part // 3 for part in (1, 2))
    firsts = (date.fromordinal(day).replace(day=1) for day in thirds)
    return [(first - options.start).days for first in firsts]


def price_on(options: Options, price: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Give the list price of a day, rounded to half euros after each rise."""
    current = price
    for rise, since in zip(_RISES, rise_days(options), strict=True):
        dearer = ((current * rise / 50).round() * 50).cast(pl.Int64)
        current = pl.when(day >= since).then(dearer).otherwise(current)
    return current


def priced(rng: np.random.Generator, options: Options, lines: pl.DataFrame) -> pl.DataFrame:
    """Add `gross`, `item_discount`, `cart_discount`, `net` and `tax` to the lines.

    Known clients get a discount now and then, those whom the marketplace brought on their first
    day. Walk-ins pay the list price.
    """
    size = lines.height
    now_and_then = pl.Series(rng.choice([0, 10, 15, 20], size, p=[0.92, 0.04, 0.02, 0.02]))
    off_the_bill = pl.Series(rng.choice([0, 5], size, p=[0.98, 0.02]))
    is_known = pl.col("person").is_not_null()
    comes_for_the_offer = (
        (pl.col("channel") == "marketplace")
        & (pl.col("day") == pl.col("arrival"))
        & ~pl.col("is_product")
    )
    return (
        lines.with_columns(
            gross=price_on(options, pl.col("price"), pl.col("day")) * pl.col("quantity"),
            percent=pl.when(comes_for_the_offer).then(20).when(is_known).then(now_and_then),
            percent_of_bill=pl.when(is_known & ~comes_for_the_offer).then(off_the_bill),
        )
        .with_columns(item_discount=_percent_of("gross", "percent"))
        .with_columns(cart_discount=_percent_of("gross", "percent_of_bill"))
        .with_columns(net=pl.col("gross") - pl.col("item_discount") - pl.col("cart_discount"))
        .with_columns(tax=(pl.col("net") * TAX).round().cast(pl.Int64))
        .drop("percent", "percent_of_bill")
    )


def _percent_of(amount: str, percent: str) -> pl.Expr:
    return (pl.col(amount) * pl.col(percent).fill_null(0) / 100).round().cast(pl.Int64)
