"""What those do who cancel: nearly half of them book anew."""

from typing import Final

import polars as pl

from demo import hours
from demo.chance import generator, happens
from demo.options import Options
from demo.seasons import Seasons

_BOOK_ANEW: Final = 0.45


def rebooked(options: Options, planned: pl.DataFrame, seasons: Seasons) -> pl.DataFrame:
    """Give the new bookings of cancelled visits, made in the same minutes for a free day."""
    rng = generator(options.seed, "rebooking")
    last = options.last_day
    cancelled = planned.filter(pl.col("status") == "Cancelled")
    size = cancelled.height
    cancelled_on = pl.col("cancelled") // 1440
    delay = pl.Series(rng.integers(0, 10, size))
    return (
        cancelled.with_columns(
            day=pl.when(cancelled_on < pl.col("day"))
            .then(pl.col("day") + delay)
            .otherwise(pl.col("day") + 1 + delay),
            created=pl.col("cancelled") + 5,
            start_minute=hours.starts_in_time(rng, size),
            books_anew=pl.Series(happens(rng, _BOOK_ANEW, size)),
        )
        .filter(seasons.is_open(pl.col("day")))
        .filter(pl.col("books_anew") & (pl.col("created") < (last + 1) * 1440))
        .join(planned.filter(pl.col("status") != "Cancelled"), on=["person", "day"], how="anti",
              maintain_order="left")
        .unique(["person", "day"], maintain_order=True)
        .with_columns(
            visit=pl.int_range(pl.len()) + pl.lit(planned["visit"].max()) + 1,
            status=pl.when(pl.col("day") <= last)
            .then(pl.lit("Completed"))
            .otherwise(pl.lit("Confirmed")),
            cancelled=pl.lit(None, dtype=pl.Int64),
            reason=pl.lit(None, dtype=pl.String),
        )
        .drop("books_anew")
    )  # fmt: skip
