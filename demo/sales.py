"""What is sold in each visit, by whom, and what is paid back."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from demo import catalogue, prices, refunds
from demo.chance import generator, happens
from demo.options import Options
from demo.seasons import Seasons


@dataclass(frozen=True)
class Trade:
    """All visits, whatever became of them, their lines with money, and refunds.

    `visits`: one row per `visit`. `lines`: one row per `line`; its money counts if its visit is
    completed. `refunds`: `line`, `refund_day` and `refund_minute`; a line is refunded as a whole.
    """

    visits: pl.DataFrame
    lines: pl.DataFrame
    refunds: pl.DataFrame


def sell(
    options: Options,
    people: pl.DataFrame,
    visits: pl.DataFrame,
    services: pl.DataFrame,
    seasons: Seasons,
) -> Trade:
    """Put money on the lines of all visits and sell products, with a service and without."""
    rng = generator(options.seed, "sales")
    all_visits = pl.concat(
        [visits, _shopping(rng, options, visits, seasons)], how="diagonal"
    ).with_columns(pl.col("is_shopping").fill_null(value=False))
    lines = (
        pl.concat([services, _products(rng, all_visits)])
        .sort("visit", "item_id")
        .with_row_index("line")
        .join(catalogue.items(), on="item_id", maintain_order="left")
        .join(all_visits, on="visit", maintain_order="left")
        .join(people.select("person", "channel", "arrival"), on="person", how="left",
              maintain_order="left")
    )  # fmt: skip
    timed = _timed(_quantified(rng, _staffed(rng, lines)))
    priced = prices.priced(rng, options, timed).select(
        "line", "visit", "item_id", "is_product", "staff", "line_start", "minutes", "quantity",
        "gross", "item_discount", "cart_discount", "net", "tax",
    )  # fmt: skip
    return Trade(all_visits, priced, refunds.refunds(options, all_visits, priced, seasons))


def _shopping(
    rng: np.random.Generator, options: Options, visits: pl.DataFrame, seasons: Seasons
) -> pl.DataFrame:
    """Let a few come back some days later for a product alone, known by name or not."""
    came = visits.filter(pl.col("status") == "Completed")
    bought = came.filter(pl.Series(happens(rng, 0.03, came.height)))
    later = bought.select(
        "person",
        "branch",
        day=pl.col("day") + pl.Series(rng.integers(2, 20, bought.height)),
        start_minute=pl.Series(rng.integers(9 * 60, 19 * 60, bought.height)),
        status=pl.lit("Completed"),
        is_shopping=pl.lit(value=True),
    ).filter(pl.col("day") <= options.last_day, seasons.is_open(pl.col("day")))
    known = (
        later.filter(pl.col("person").is_not_null())
        .unique(["person", "day"], maintain_order=True, keep="first")
        .join(visits, on=["person", "day"], how="anti", maintain_order="left")
    )
    return pl.concat([known, later.filter(pl.col("person").is_null())]).with_columns(
        visit=pl.int_range(pl.len()) + pl.lit(visits["visit"].max()) + 1
    )


def _products(rng: np.random.Generator, visits: pl.DataFrame) -> pl.DataFrame:
    """Sell a product in every tenth completed visit and to everybody who came for one."""
    adds_one = pl.Series(happens(rng, 0.1, visits.height))
    buyers = visits.filter((pl.col("status") == "Completed") & (pl.col("is_shopping") | adds_one))
    shelf = catalogue.items().filter("is_product")
    weights = (shelf["women"] + shelf["men"]).to_numpy().astype(np.float64)
    chosen = rng.choice(shelf["item_id"].to_numpy(), buyers.height, p=weights / weights.sum())
    return buyers.select("visit", item_id=pl.Series(chosen))


def _staffed(rng: np.random.Generator, lines: pl.DataFrame) -> pl.DataFrame:
    """Give each line to the client's usual staff member, now and then to somebody else.

    A product is sold by whoever did the visit's first service.
    """
    by_chance = pl.Series(rng.integers(0, 1000, lines.height))
    with_somebody_else = pl.Series(happens(rng, 0.15, lines.height)).cast(pl.Int64)
    turn = pl.col("person").fill_null(by_chance) + with_somebody_else
    skill = pl.when("is_product").then(pl.lit("hair")).otherwise("category")
    return (
        lines.with_columns(skill=skill)
        .join(
            catalogue.staff_by_skill(),
            left_on=["branch", "skill"],
            right_on=["branch", "category"],
            maintain_order="left",
        )
        .with_columns(staff=pl.col("able").list.get(turn % pl.col("able").list.len()))
        .with_columns(
            staff=pl.when("is_product")
            .then(pl.col("staff").first().over("visit"))
            .otherwise("staff")
        )
    )


def _quantified(rng: np.random.Generator, lines: pl.DataFrame) -> pl.DataFrame:
    """Let Station sell two of a product now and then; the other system writes one per row."""
    sells_two = pl.Series(happens(rng, 0.12, lines.height))
    at_station = pl.col("branch") == catalogue.STATION
    return lines.with_columns(
        quantity=pl.when(pl.col("is_product") & at_station & sells_two).then(2).otherwise(1)
    )


def _timed(lines: pl.DataFrame) -> pl.DataFrame:
    """Let the services of a visit follow each other."""
    minutes = pl.col("minutes").fill_null(0)
    passed = minutes.cum_sum().over("visit") - minutes
    return lines.with_columns(line_start=pl.col("start_minute") + passed, minutes=minutes)
