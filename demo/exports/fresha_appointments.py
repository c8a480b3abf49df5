"""Fresha's list of appointments."""

import polars as pl

from demo import moments
from demo.chain import Chain
from demo.exports import spelling


def table(chain: Chain, lines: pl.DataFrame) -> pl.DataFrame:
    """List what was booked: retail sold on the way out is no part of an appointment."""
    options = chain.options
    booked = lines.filter(pl.col("created").is_not_null() & ~pl.col("is_product")).sort(
        "day", "start_minute", "visit", "line"
    )
    starts = moments.at_minute(options, pl.col("day") * 1440 + pl.col("line_start"))
    ends = starts + pl.duration(minutes=pl.col("minutes"))
    cancelled = pl.col("status") == "Cancelled"
    by_client = (pl.col("visit") % 3 > 0) & pl.col("person").is_not_null()
    fee = pl.when((pl.col("status") == "No Show") & (pl.col("visit") % 5 == 0)).then(1000)
    return booked.select(
        "on",
        pl.format("APT-{}", pl.col("visit") + 100_001).alias("Appt. ref."),
        pl.col("client").alias("Client"),
        pl.col("staff").alias("Team member"),
        pl.col("status").alias("Status"),
        spelling.twelve_hours(moments.at_minute(options, pl.col("created"))).alias("Created date"),
        spelling.twelve_hours(starts).alias("Scheduled date"),
        spelling.twelve_hours(moments.at_minute(options, pl.col("cancelled"))).alias(
            "Cancelled date"
        ),
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
