"""What is paid back."""

from typing import Final

import polars as pl

from demo import catalogue
from demo.chance import generator, happens
from demo.options import Options
from demo.seasons import Seasons

_REFUNDED: Final = 0.01
_WITHIN: Final = 14  # days


def refunds(
    options: Options,
    visits: pl.DataFrame,
    lines: pl.DataFrame,
    seasons: Seasons,
) -> pl.DataFrame:
    """Refund some lines within two weeks, on a day without a visit, once per person."""
    rng = generator(options.seed, "refunds")
    sold = lines.join(visits, on="visit", maintain_order="left").filter(
        (pl.col("status") == "Completed")
        & (pl.col("net") == pl.col("gross"))
        & (pl.col("person").is_not_null() | (pl.col("branch") == catalogue.STATION))
    )
    refunded = sold.filter(pl.Series(happens(rng, _REFUNDED, sold.height)))
    known = pl.col("person").is_not_null()
    return (
        refunded.select(
            "line",
            "person",
            refund_day=pl.col("day")
            + pl.Series(rng.integers(1, _WITHIN + 1, refunded.height)),
            refund_minute=pl.Series(rng.integers(10 * 60, 18 * 60, refunded.height)),
        )
        .filter(pl.col("refund_day") <= options.last_day, seasons.is_open(pl.col("refund_day")))
        .join(visits, left_on=["person", "refund_day"], right_on=["person", "day"], how="anti",
              maintain_order="left")
        .filter(~known | pl.col("person").is_first_distinct())
        .drop("person")
    )  # fmt: skip
