"""The money and the visits of the chain.

A visit is all that one person bought in one branch on one day. A refund at Station lowers the day
of the sale, as it stands under the sale's own transaction; a refund in the other branches lowers
the day on which it was paid, as it has a sale number of its own.
"""

from typing import Final

import polars as pl

from demo import catalogue, moments
from demo.chain import Chain

MONEY: Final = pl.Decimal(18, 2)


def money(chain: Chain) -> pl.DataFrame:
    """Give one row per amount in cents: sold lines, and refunds with a minus."""
    sold = chain.trade.lines.join(
        chain.trade.visits.filter(pl.col("status") == "Completed"), on="visit"
    ).select("line", "person", "branch", "day", "is_product", "net", is_refund=pl.lit(value=False))
    pays_back_the_sale = pl.col("branch") == catalogue.STATION
    refunded = sold.join(chain.trade.refunds, on="line").with_columns(
        day=pl.when(pays_back_the_sale).then("day").otherwise("refund_day"),
        net=-pl.col("net"),
        is_refund=pl.lit(value=True),
    )
    dated = moments.day(chain.options, pl.col("day"))
    return pl.concat([sold, refunded.select(sold.columns)]).with_columns(
        date=dated,
        month_start=dated.dt.truncate("1mo"),
        branch=pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))),
    )


def visits(amounts: pl.DataFrame) -> pl.DataFrame:
    """Give one row per visit, the money without refunds; `is_first` is the first in the chain."""
    came = amounts.filter(pl.col("person").is_not_null() & ~pl.col("is_refund"))
    return (
        came.group_by("person", "branch", visit_date="date", month_start="month_start")
        .agg(revenue_before_refunds=euros(pl.sum("net")))
        .sort("visit_date", "person", "branch")
        .with_columns(is_first=pl.col("person").is_first_distinct())
    )


def euros(cents: pl.Expr) -> pl.Expr:
    """Turn whole cents into exact euros."""
    return (cents.cast(MONEY) / 100).cast(MONEY)
