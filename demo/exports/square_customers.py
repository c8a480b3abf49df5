"""Square's export of customers."""

from pathlib import Path

import polars as pl

from demo import catalogue, moments
from demo.chain import Chain
from demo.chance import generator, happens
from demo.exports import files, spelling, square
from demo.exports.files import Written


def write(folder: Path, chain: Chain) -> Written:
    """Write everybody who ever paid at Station; phones begin with an apostrophe."""
    return files.write_csv(folder / f"export-{chain.options.end}.csv", _customers(chain))


def _customers(chain: Chain) -> pl.DataFrame:
    rng = generator(chain.options.seed, "square customers")
    known = _known(chain)
    writes_capitals = pl.Series(happens(rng, 0.1, known.height))
    subscribed = pl.Series(rng.random(known.height)) < 0.3 + 0.4 * pl.col("attitude")
    email = (
        pl.when(writes_capitals)
        .then(pl.col("square_email").str.to_uppercase())
        .otherwise("square_email")
    )
    first, last = pl.col("first_name"), pl.col("last_name")
    nothing = pl.lit("")
    return known.select(
        nothing.alias("Reference ID"),
        pl.when("is_reversed").then(last).otherwise(first).alias("First Name"),
        pl.when("is_reversed").then(first).otherwise(last).alias("Last Name"),
        email.alias("Email Address"),
        (pl.lit("'") + pl.col("square_phone")).alias("Phone Number"),
        *(nothing.alias(name) for name in ("Nickname", "Company Name")),
        *(nothing.alias(name) for name in ("Street Address 1", "Street Address 2")),
        *(nothing.alias(name) for name in ("City", "State", "Postal Code")),
        pl.col("birth_date").cast(pl.String).alias("Birthday"),
        nothing.alias("Memo"),
        square.customer_id(pl.col("person")).alias("Square Customer ID"),
        pl.lit("Directory").alias("Creation Source"),
        moments.day(chain.options, pl.col("first_day")).cast(pl.String).alias("First Visit"),
        moments.day(chain.options, pl.col("last_day")).cast(pl.String).alias("Last Visit"),
        pl.col("transactions").cast(pl.String).alias("Transaction Count"),
        spelling.with_thousands(spelling.money(pl.col("spent"), "€")).alias("Lifetime Spend"),
        pl.when(subscribed)
        .then(pl.lit("subscribed"))
        .otherwise(pl.lit("unsubscribed"))
        .alias("Email Subscription Status"),
        pl.lit("No").alias("Instant Profile"),
        pl.lit("No").alias("Blocked from online booking"),
    )


def _known(chain: Chain) -> pl.DataFrame:
    visits = chain.trade.visits.filter(
        pl.col("person").is_not_null() & (pl.col("branch") == catalogue.STATION)
    )
    totals = (
        visits.join(chain.trade.lines, on="visit")
        .group_by("person")
        .agg(
            first_day=pl.col("day").min(),
            last_day=pl.col("day").max(),
            transactions=pl.col("visit").n_unique(),
            spent=(pl.col("net") + pl.col("tax")).sum(),
        )
    )
    return chain.people.join(totals, on="person").sort("person")
