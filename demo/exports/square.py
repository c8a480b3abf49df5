"""Square's reports of Station: items sold and refunded, customers."""

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from demo import catalogue, moments
from demo.chain import Chain
from demo.exports import files, spelling
from demo.exports.files import Written

# Items that nobody has put into a category; Square then writes the word.
WITHOUT_CATEGORY: Final = ("Beard trim", "Nail repair", "Hand cream", "Beard balm")
NO_CATEGORY: Final = "None"


def write(folder: Path, chain: Chain) -> list[Written]:
    """Write the items of each year."""
    sold = _lines(chain)
    refunded = _refunds(chain, sold)
    rows = pl.concat([sold, refunded]).sort("sold_at", "visit", "line")
    start, end = chain.options.start, chain.options.end
    written = []
    for year in range(start.year, end.year + 1):
        begins, ends = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
        mine = rows.filter(pl.col("sold_at").dt.date().is_between(begins, ends))
        path = folder / f"items-{begins}-{ends}.csv"
        written.append(files.write_csv(path, mine.select(_columns())))
    return written


def customer_id(person: pl.Expr) -> pl.Expr:
    """Invent Square's own id of a customer."""
    return pl.format("CUST{}", (person * 7919 + 104_729).cast(pl.String).str.zfill(12))


def customer_name() -> pl.Expr:
    """Write the name as this till knows it: a few have the last name first."""
    first, last = pl.col("first_name"), pl.col("last_name")
    return pl.when("is_reversed").then(last + " " + first).otherwise(first + " " + last)


def _lines(chain: Chain) -> pl.DataFrame:
    names = chain.people.select("person", name=customer_name())
    end_of_visit = (pl.col("line_start") + pl.col("minutes")).max().over("visit")
    return (
        chain.trade.lines.join(
            chain.trade.visits.filter(pl.col("branch") == catalogue.STATION),
            on="visit",
            maintain_order="left",
        )
        .join(names, on="person", how="left", maintain_order="left")
        .join(
            catalogue.items().select("item_id", "item", "category"),
            on="item_id",
            maintain_order="left",
        )
        .with_columns(
            sold_at=moments.at_minute(chain.options, pl.col("day") * 1440 + end_of_visit + 2)
            + pl.duration(seconds=pl.col("visit") * 37 % 60),
            sign=pl.lit(1, dtype=pl.Int64),
            payment=pl.col("visit"),
        )
    )


def _refunds(chain: Chain, sold: pl.DataFrame) -> pl.DataFrame:
    """Write a refund under the transaction that it refunds, with a payment of its own."""
    back = sold.join(chain.trade.refunds, on="line", maintain_order="left")
    return back.with_columns(
        sold_at=moments.at_minute(
            chain.options, pl.col("refund_day") * 1440 + pl.col("refund_minute")
        ),
        sign=pl.lit(-1, dtype=pl.Int64),
        payment=pl.col("line").cast(pl.Int64) + 50_000_000,
    ).select(sold.columns)


def _columns() -> list[pl.Expr]:
    def euros(cents: pl.Expr) -> pl.Expr:
        return spelling.with_thousands(spelling.money(cents * pl.col("sign"), "€"))

    nothing = pl.lit("")
    discount = -pl.col("item_discount") - pl.col("cart_discount")
    category = pl.col("category").replace_strict(catalogue.CATEGORY_WORDS)
    return [
        pl.col("sold_at").dt.strftime("%Y-%m-%d").alias("Date"),
        pl.col("sold_at").dt.strftime("%H:%M:%S").alias("Time"),
        pl.lit("Budapest").alias("Time Zone"),
        pl.when(pl.col("item").is_in(WITHOUT_CATEGORY))
        .then(pl.lit(NO_CATEGORY))
        .otherwise(category)
        .alias("Category"),
        pl.col("item").alias("Item"),
        pl.format("{}.0", pl.col("quantity") * pl.col("sign")).alias("Qty"),
        pl.lit("Regular").alias("Price Point Name"),
        *(nothing.alias(name) for name in ("SKU", "Modifiers Applied")),
        euros(pl.col("gross")).alias("Gross Sales"),
        euros(discount).alias("Discounts"),
        euros(pl.col("net")).alias("Net Sales"),
        euros(pl.col("tax")).alias("Tax"),
        _code("TX", pl.col("visit")).alias("Transaction ID"),
        _code("PAY", pl.col("payment")).alias("Payment ID"),
        pl.lit("Front desk").alias("Device Name"),
        *(nothing.alias(name) for name in ("Notes", "Details")),
        pl.when(pl.col("sign") > 0)
        .then(pl.lit("Payment"))
        .otherwise(pl.lit("Refund"))
        .alias("Event Type"),
        pl.lit(catalogue.BRANCHES[catalogue.STATION]).alias("Location"),
        nothing.alias("Dining Option"),
        customer_id(pl.col("person")).alias("Customer ID"),
        pl.col("name").alias("Customer Name"),
        *(nothing.alias(name) for name in ("Customer Reference ID", "Unit")),
        (pl.col("quantity") * pl.col("sign")).cast(pl.String).alias("Count"),
        nothing.alias("GTIN"),
        pl.when("is_product")
        .then(pl.lit("Physical Good"))
        .otherwise(pl.lit("Service"))
        .alias("Itemization Type"),
        nothing.alias("Commission"),
        pl.col("staff").alias("Employee"),
        *(nothing.alias(name) for name in ("Fulfillment Note", "Channel", "Token")),
        pl.when(pl.col("visit") % 4 > 0).then(pl.lit("Visa")).alias("Card Brand"),
        pl.when(pl.col("visit") % 4 > 0)
        .then((pl.col("visit") * 31 % 10_000).cast(pl.String).str.zfill(4))
        .alias("PAN Suffix"),
    ]


def _code(prefix: str, number: pl.Expr) -> pl.Expr:
    scrambled = (number * 2_654_435_761) % 4_294_967_296
    return pl.format(prefix + "{}", scrambled.cast(pl.String).str.zfill(10))
