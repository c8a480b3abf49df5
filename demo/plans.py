"""When clients mean to come, for what and where: before anything comes between."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue, tracks
from demo.chance import Floats, generator, happens
from demo.options import Options
from demo.seasons import Seasons
from demo.tracks import Track

HORIZON: Final = 120  # days after the end for which bookings may exist already


@dataclass(frozen=True)
class Plans:
    """What the clients mean to do.

    `days`: one row per `person` and `day`, with the `branch`. `lines`: one row per `person`, `day`
    and `item_id`. `habits`: one row per person, with `cadence`, `usual_item` and `is_alive`.
    """

    days: pl.DataFrame
    lines: pl.DataFrame
    habits: pl.DataFrame


def plan(options: Options, people: pl.DataFrame, seasons: Seasons) -> Plans:
    """Plan all visits of all clients up to the horizon."""
    rng = generator(options.seed, "plans")
    main, ends = tracks.main(rng, people, seasons)
    second = tracks.second(rng, people, main, ends)
    wanted = _with_additions(rng, _lines(seasons, main), _lines(seasons, second))
    lines = _with_a_full_last_day(options, wanted)
    days = _places(rng, people, lines.select("person", "day").unique(maintain_order=True))
    offered = lines.join(days, on=["person", "day"]).join(
        catalogue.items().select("item_id", "at_station"), on="item_id"
    )
    return Plans(
        days.sort("person", "day"),
        offered.filter(pl.col("at_station") | (pl.col("branch") != catalogue.STATION))
        .select("person", "day", "item_id")
        .sort("person", "day", "item_id"),
        _habits(options, seasons, main, ends),
    )


def _lines(seasons: Seasons, track: Track) -> pl.DataFrame:
    seen = track.times < seasons.passed[-1]
    return pl.DataFrame(
        {
            "person": track.row_person[seen],
            "day": seasons.days(track.times[seen]),
            "item_id": track.row_item[seen],
        }
    )


def _with_additions(
    rng: np.random.Generator, main: pl.DataFrame, second: pl.DataFrame
) -> pl.DataFrame:
    """Let a fifth of the visits have another service that goes with the first."""
    lines = pl.concat([main, second])
    names = catalogue.items().select("item_id", "item")
    partner = catalogue.items().join(names, left_on="goes_with", right_on="item", suffix="_added")
    added = (
        lines.filter(pl.Series(happens(rng, 0.2, lines.height)))
        .join(partner.select("item_id", "item_id_added"), on="item_id", maintain_order="left")
        .select("person", "day", item_id="item_id_added")
    )
    return pl.concat([lines, added]).unique(maintain_order=True)


def _with_a_full_last_day(options: Options, lines: pl.DataFrame) -> pl.DataFrame:
    """Move the last visits of a few clients to the last day, so that it is never empty."""
    last = options.last_day
    moved = (
        lines.filter(pl.col("day") <= last)
        .group_by("person")
        .agg(last_planned=pl.col("day").max())
        .sort(["last_planned", "person"], descending=True)
        .head(8)
    )
    return (
        lines.join(moved, on="person", how="left", maintain_order="left")
        .with_columns(
            day=pl.when(pl.col("day") == pl.col("last_planned")).then(last).otherwise("day")
        )
        .drop("last_planned")
    )


def _places(rng: np.random.Generator, people: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    goes_elsewhere = pl.Series(rng.random(days.height)) < pl.col("second_share")
    return days.join(people, on="person", maintain_order="left").select(
        "person",
        "day",
        branch=pl.when((pl.col("day") >= pl.col("moves_on")) | goes_elsewhere)
        .then("second")
        .otherwise("home"),
    )


def _habits(options: Options, seasons: Seasons, main: Track, ends: Floats) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "person": main.person,
            "cadence": np.round(main.cadence, 1),
            "usual_item": main.item,
            "is_alive": ends >= seasons.passed[options.last_day],
        }
    )
