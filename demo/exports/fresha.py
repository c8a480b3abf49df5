"""Fresha's reports of Old Town and Riverside: appointments and the sales log."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from demo import catalogue
from demo.chain import Chain
from demo.exports import files, spelling
from demo.exports.files import Written

APPOINTMENTS_OVERLAP: Final = timedelta(days=21)
SALES_OVERLAP: Final = timedelta(days=7)
WALK_IN: Final = "Walk-In"


def write(folder: Path, chain: Chain) -> list[Written]:
    """Write both reports by year; each file repeats the last days of the year before."""
    lines = _lines(chain)
    appointments, sales = _appointments(chain, lines), _sales_log(chain, lines)
    return [
        *_by_year(folder, chain, "appointments", appointments, APPOINTMENTS_OVERLAP),
        *_by_year(folder, chain, "sales-log-detail", sales, SALES_OVERLAP),
    ]


def _by_year(
    folder: Path, chain: Chain, name: str, table: pl.DataFrame, overlap: timedelta
) -> list[Written]:
    written = []
    last = chain.options.end.year
    for year in range(chain.options.start.year, last + 1):
        begins = date(year, 1, 1)
        ends = date.max if year == last else date(year, 12, 31)
        rows = table.filter(pl.col("on").is_between(begins - overlap, ends))
        repeated = rows.filter(pl.col("on") < begins).height
        path = folder / f"{name}-{year}.csv"
        written.append(files.write_csv(path, rows.drop("on"), quotes="always", repeated=repeated))
    return written


def _lines(chain: Chain) -> pl.DataFrame:
    """Give the lines of both branches with everything the reports say of them."""
    names = chain.people.select(
        "person", name=pl.col("first_name") + " " + pl.col("last_name")
    )
    return (
        chain.trade.lines.join(
            chain.trade.visits.filter(pl.col("branch") != catalogue.STATION),
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
            on=spelling.day(chain.options, pl.col("day")),
            category=pl.col("category").replace_strict(catalogue.CATEGORY_WORDS),
            branch=pl.col("branch").replace_strict(dict(enumerate(catalogue.BRANCHES))),
            client=pl.col("name").fill_null(WALK_IN),
        )
    )


def _appointments(chain: Chain, lines: pl.DataFrame) -> pl.DataFrame:
    """List what was booked: retail sold on the way out is no part of an appointment."""
    options = chain.options
    booked = lines.filter(pl.col("created").is_not_null() & ~pl.col("is_product")).sort(
        "day", "start_minute", "visit", "line"
    )
    starts = spelling.moment(options, pl.col("day") * 1440 + pl.col("line_start"))
    ends = starts + pl.duration(minutes=pl.col("minutes"))
    cancelled = pl.col("status") == "Cancelled"
    by_client = pl.col("visit") % 3 > 0
    fee = pl.when((pl.col("status") == "No Show") & (pl.col("visit") % 5 == 0)).then(1000)
    return booked.select(
        "on",
        pl.format("APT-{}", pl.col("visit") + 100_001).alias("Appt. ref."),
        pl.col("client").alias("Client"),
        pl.col("staff").alias("Team member"),
        pl.col("status").alias("Status"),
        spelling.twelve_hours(spelling.moment(options, pl.col("created"))).alias("Created date"),
        spelling.twelve_hours(starts).alias("Scheduled date"),
        spelling.twelve_hours(spelling.moment(options, pl.col("cancelled"))).alias("Cancelled date"),
        pl.col("category").alias("Category"),
        pl.col("item").alias("Service"),
        spelling.duration(pl.col("minutes")).alias("Duration (mins)"),
        (starts.dt.strftime("%H:%M:%S") + "-" + ends.dt.strftime("%H:%M:%S")).alias("Appt. slot"),
        pl.when(by_client).then(pl.lit("Online booking")).otherwise("staff").alias("Created by"),
        pl.when(cancelled & by_client)
        .then("client")
        .when(cancelled)
        .then("staff")
        .alias("Cancelled by"),
        pl.col("branch").alias("Location"),
        spelling.money(pl.col("net")).alias("Net sales"),
        pl.col("reason").alias("Cancellation reason"),
        spelling.money(fee.fill_null(0)).alias("Fees charged"),
        spelling.money(pl.lit(0)).alias("Prepayments"),
    )


def _sales_log(chain: Chain, lines: pl.DataFrame) -> pl.DataFrame:
    """List what was sold and what was paid back; a refund has a sale number of its own."""
    sold = lines.filter(pl.col("status") == "Completed").with_columns(
        sold_at=pl.col("day") * 1440
        + (pl.col("line_start") + pl.col("minutes")).max().over("visit")
        + 3,
        is_refund=pl.lit(value=False),
    )
    refunded = sold.join(chain.trade.refunds, on="line", maintain_order="left").with_columns(
        on=spelling.day(chain.options, pl.col("refund_day")),
        sold_at=pl.col("refund_day") * 1440 + pl.col("refund_minute"),
        visit=-pl.col("line").cast(pl.Int64) - 1,
        is_refund=pl.lit(value=True),
    )
    both = pl.concat([sold, refunded.select(sold.columns)]).sort("sold_at", "visit", "line")
    numbered = both.with_columns(sale=pl.struct("sold_at", "visit").rank("dense").cast(pl.Int64))
    return numbered.select("on", *_sales_columns(chain))


def _sales_columns(chain: Chain) -> list[pl.Expr]:
    def unless_refund(cents: pl.Expr) -> pl.Expr:
        return spelling.money(pl.when("is_refund").then(0).otherwise(cents))

    def negative_if_refund(cents: pl.Expr) -> pl.Expr:
        return spelling.money(pl.when("is_refund").then(-cents).otherwise(cents))

    item, cart, net, tax = (pl.col(n) for n in ("item_discount", "cart_discount", "net", "tax"))
    kind = pl.when("is_product").then(pl.lit("Product")).otherwise(pl.lit("Service"))
    channel = pl.when((pl.col("visit") % 3 > 0) & pl.col("created").is_not_null())
    refunds = pl.when("is_refund").then(-net).otherwise(0)
    return [
        spelling.twelve_hours(spelling.moment(chain.options, pl.col("sold_at"))).alias("Date"),
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
