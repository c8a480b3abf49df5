"""When clients mean to come, for what and where: before anything comes between."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue
from demo.chance import Flags, Floats, Ints, chances, generator, pick, running_sums
from demo.options import Options
from demo.seasons import Seasons

HORIZON: Final = 120  # days after the end for which bookings may exist already
_JITTER: Final = 0.3  # of the logarithm of an interval


@dataclass(frozen=True)
class Plans:
    """What the clients mean to do.

    `days`: one row per `person` and `day`, with the `branch`. `lines`: one row per `person`, `day`
    and `item_id`. `habits`: one row per person, with `cadence`, `usual_item` and `is_alive`.
    """

    days: pl.DataFrame
    lines: pl.DataFrame
    habits: pl.DataFrame


@dataclass(frozen=True)
class _Track:
    """One service that a client comes for again and again, in busy time."""

    person: Ints
    item: Ints
    cadence: Floats
    times: Floats
    row_person: Ints
    row_item: Ints


def plan(options: Options, people: pl.DataFrame, seasons: Seasons) -> Plans:
    """Plan all visits of all clients up to the horizon."""
    rng = generator(options.seed, "plans")
    main, ends = _main_tracks(rng, people, seasons)
    second = _second_tracks(rng, people, main, ends)
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


def _main_tracks(
    rng: np.random.Generator, people: pl.DataFrame, seasons: Seasons
) -> tuple[_Track, Floats]:
    """Give everyone a service and visits until they stay away; also when they were last due."""
    size = people.height
    leaning = people["leaning"].to_numpy()
    returns = rng.random(size) < chances(0.22 + 0.75 * leaning)
    leaves_after = np.clip(0.125 * np.exp(-0.55 * leaning), 0.02, 0.6)
    visits = (1 + returns * rng.geometric(leaves_after)).astype(np.int64)
    item = _choose(rng, people)
    first = seasons.before(people["arrival"].to_numpy())
    track = _track(rng, people["person"].to_numpy(), item, first, visits)
    return track, track.times[np.cumsum(visits) - 1]


def _second_tracks(
    rng: np.random.Generator, people: pl.DataFrame, main: _Track, ends: Floats
) -> _Track:
    """Give some of those who return another service, until they stay away altogether."""
    first = main.times[np.searchsorted(main.row_person, main.person)]
    start = first + main.cadence * rng.uniform(0.4, 2.5, people.height)
    item = _choose(rng, people)
    cadence = catalogue.services()["cadence"].to_numpy()[item]
    has_one = (happens(rng, 0.38, people.height)) & (start < ends) & (item != main.item)
    visits = np.floor(1.3 * (ends - start) / cadence).astype(np.int64) + 1
    track = _track(rng, main.person[has_one], item[has_one], start[has_one], visits[has_one])
    in_time = track.times <= ends[track.row_person]
    return _Track(
        track.person,
        track.item,
        track.cadence,
        track.times[in_time],
        track.row_person[in_time],
        track.row_item[in_time],
    )


def _track(
    rng: np.random.Generator, person: Ints, item: Ints, first: Floats, visits: Ints
) -> _Track:
    usual = catalogue.services()["cadence"].to_numpy()[item]
    cadence = usual * rng.lognormal(0, 0.28, len(person))
    intervals = np.repeat(cadence, visits) * rng.lognormal(0, _JITTER, int(visits.sum()))
    intervals[np.cumsum(visits) - visits] = 0
    times = np.repeat(first, visits) + running_sums(intervals, visits)
    # A visit falls somewhere in its day, not at the opening of it.
    times[np.cumsum(visits) - visits] += 1e-6
    return _Track(person, item, cadence, times, np.repeat(person, visits), np.repeat(item, visits))


def _choose(rng: np.random.Generator, people: pl.DataFrame) -> Ints:
    """Choose a service each, by the weights of women and men, among those of the branches."""
    services = catalogue.services()
    bound_to_station = (people["home"] == catalogue.STATION) | people["is_cross"]
    at_station = services["at_station"].to_numpy()
    chosen = np.zeros(people.height, dtype=np.int64)
    for sex, weights in ((False, services["women"]), (True, services["men"])):
        for bound in (False, True):
            allowed = at_station if bound else np.ones(len(at_station), dtype=bool)
            mine: Flags = ((people["is_man"] == sex) & (bound_to_station == bound)).to_numpy()
            chosen[mine] = pick(rng, weights.to_numpy() * allowed, int(mine.sum()))
    return chosen


def _lines(seasons: Seasons, track: _Track) -> pl.DataFrame:
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


def _habits(options: Options, seasons: Seasons, main: _Track, ends: Floats) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "person": main.person,
            "cadence": np.round(main.cadence, 1),
            "usual_item": main.item,
            "is_alive": ends >= seasons.passed[options.last_day],
        }
    )
