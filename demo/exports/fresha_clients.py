"""Fresha's export of client cards."""

from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue, moments, words
from demo.chain import Chain
from demo.chance import generator, happens
from demo.exports import files, spelling
from demo.exports.files import Written

REFERRAL_SOURCES: Final = {
    "referral": "Referral",
    "instagram": "Instagram",
    "google": "Google",
    "walk_by": "Walk-In",
    "marketplace": "Fresha Marketplace",
}


def write(folder: Path, chain: Chain) -> Written:
    """Write the card of everybody who ever booked or bought in the two branches."""
    path = folder / f"export_customer_list_{chain.options.end}.csv"
    return files.write_csv(path, _cards(chain), quotes="always")


def _cards(chain: Chain) -> pl.DataFrame:
    rng = generator(chain.options.seed, "fresha cards")
    known = _known(chain)
    size = known.height
    styles = pl.lit(pl.Series(rng.integers(0, 6, size)))
    noted = pl.Series(happens(rng, 0.25, size))
    notes = pl.Series(np.array(words.NOTES)[rng.integers(0, len(words.NOTES), size)])
    says_source = pl.Series(happens(rng, 0.88, size))
    blocked = pl.Series(happens(rng, 0.006, size))
    consents = pl.Series(rng.random(size)) < 0.45 + 0.4 * pl.col("attitude")
    nothing = pl.lit(None, dtype=pl.String)
    return known.select(
        (pl.col("person") + 40_000_001).cast(pl.String).alias("Client ID"),
        pl.col("first_name").alias("First Name"),
        pl.col("last_name").alias("Last Name"),
        pl.col("fresha_email").alias("Email"),
        spelling.phone(pl.col("fresha_phone"), styles).alias("Mobile Number"),
        nothing.alias("Telephone"),
        pl.when("is_man").then(pl.lit("Male")).otherwise(pl.lit("Female")).alias("Gender"),
        pl.col("birth_date").cast(pl.String).alias("Date of Birth"),
        moments.day(chain.options, pl.col("added")).cast(pl.String).alias("Added"),
        spelling.yes_no(consents).alias("Accepts Marketing"),
        spelling.yes_no(consents).alias("Accepts SMS Marketing"),
        *(nothing.alias(name) for name in ("Address", "Apartement Suite")),
        pl.lit("Budapest").alias("City"),
        *(nothing.alias(name) for name in ("State", "Post Code")),
        spelling.yes_no(pl.lit(blocked)).alias("Blocked"),
        pl.when(blocked).then(pl.lit("Repeated no-shows")).alias("Block Reason"),
        pl.when(says_source)
        .then(pl.col("channel").replace_strict(REFERRAL_SOURCES))
        .alias("Referral Source"),
        pl.when(noted).then(notes).alias("Note"),
    )


def _known(chain: Chain) -> pl.DataFrame:
    added = (
        chain.trade.visits.filter(
            pl.col("person").is_not_null() & (pl.col("branch") != catalogue.STATION)
        )
        .group_by("person")
        .agg(added=pl.min_horizontal((pl.col("created") // 1440).min(), pl.col("day").min()))
    )
    return chain.people.join(added, on="person").sort("added", "person")
