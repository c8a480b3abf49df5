"""Fresha's sales log: one row per sold or refunded item."""

import polars as pl

from demo import moments
from demo.chain import Chain
from demo.exports import spelling


def table(chain: Chain, lines: pl.DataFrame) -> pl.DataFrame:
    """List what was sold and what was paid back; a refund has a sale number of its own."""
    sold = lines.filter(pl.col("status") == "Completed").with_columns(
        sold_at=pl.col("day") * 1440
        + (pl.col("line_start") + pl.col("minutes")).max().over("visit")
        + 3,
        is_refund=pl.lit(value=False),
    )
    refunded = sold.join(chain.trade.refunds, on="line", maintain_order="left").with_columns(
        on=moments.day(chain.options, pl.col("refund_day")),
        sold_at=pl.col("refund_day") * 1440 + pl.col("refund_minute"),
        visit=-pl.col("line").cast(pl.Int64) - 1,
        is_refund=pl.lit(value=True),
    )
    both = pl.concat([sold, refunded.select(sold.columns)]).sort("sold_at", "visit", "line")
    numbered = both.with_columns(sale=pl.struct("sold_at", "visit").rank("dense").cast(pl.Int64))
    return numbered.select("on", *_columns(chain))


def _columns(chain: Chain) -> list[pl.Expr]:
    def unless_refund(cents: pl.Expr) -> pl.Expr:
        return spelling.money(pl.when("is_refund").then(0).otherwise(cents))

    def negative_if_refund(cents: pl.Expr) -> pl.Expr:
        return spelling.money(pl.when("is_refund").then(-cents).otherwise(cents))

    item, cart, net, tax = (pl.col(n) for n in ("item_discount", "cart_discount", "net", "tax"))
    kind = pl.when("is_product").then(pl.lit("Product")).otherwise(pl.lit("Service"))
    is_online = pl.col("created").is_not_null() & pl.col("person").is_not_null()
    channel = pl.when((pl.col("visit") % 3 > 0) & is_online & ~pl.col("is_refund"))
    refunds = pl.when("is_refund").then(-net).otherwise(0)
    return [
        spelling.twelve_hours(moments.at_minute(chain.options, pl.col("sold_at"))).alias("Date"),
        pl.col("sale").cast(pl.String).alias("Sale no."),
        pl.col("branch").alias("Location"),
        kind.alias("Type"),
        pl.col("item").alias("Item"),
        pl.col("category").alias("Category"),
        pl.col("client").alias("Client"),
        pl.col("staff").alias("Team member"),
        channel.then(pl.lit("Marketplace - Fresha")).otherwise(pl.lit("Offline")).alias("Channel"),
        unless_refund(pl.col("gross")).alias("Gross sales"),
        unless_refund(-item).alias("Item discounts"),
        unless_refund(-cart).alias("Cart discounts"),
        unless_refund(-item - cart).alias("Total discounts"),
        spelling.money(refunds).alias("Refunds"),
        negative_if_refund(net).alias("Net sales"),
        negative_if_refund(tax).alias("Taxes on net sales"),
        negative_if_refund(net + tax).alias("Total sales"),
    ]
