"""Services that clients come for again and again, each at an interval of their own."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue
from demo.chance import Flags, Floats, Ints, chances, happens, pick, running_sums
from demo.seasons import Seasons

_JITTER: Final = 0.3  # of the logarithm of an interval


@dataclass(frozen=True)
class Track:
    """One service that a client comes for again and again, in busy time."""

    person: Ints
    item: Ints
    cadence: Floats
    times: Floats
    row_person: Ints
    row_item: Ints


def main(rng: np.random.Generator, people: pl.DataFrame, seasons: Seasons) -> tuple[Track, Floats]:
    """Give everyone a service and visits until they stay away; also when they were last due."""
    size = people.height
    leaning = people["leaning"].to_numpy()
    returns = happens(rng, chances(0.22 + 0.75 * leaning), size)
    leaves_after = np.clip(0.125 * np.exp(-0.55 * leaning), 0.02, 0.6)
    visits = (1 + returns * rng.geometric(leaves_after)).astype(np.int64)
    item = _choose(rng, people)
    first = seasons.before(people["arrival"].to_numpy())
    track = _track(rng, people["person"].to_numpy(), item, first, visits)
    return track, track.times[np.cumsum(visits) - 1]


def second(
    rng: np.random.Generator, people: pl.DataFrame, first_track: Track, ends: Floats
) -> Track:
    """Give some of those who return another service, until they stay away altogether."""
    first = first_track.times[np.searchsorted(first_track.row_person, first_track.person)]
    start = first + first_track.cadence * rng.uniform(0.4, 2.5, people.height)
    item = _choose(rng, people)
    cadence = catalogue.services()["cadence"].to_numpy()[item]
    has_one = happens(rng, 0.38, people.height) & (start < ends) & (item != first_track.item)
    visits = np.floor(1.3 * (ends - start) / cadence).astype(np.int64) + 1
    track = _track(rng, first_track.person[has_one], item[has_one], start[has_one], visits[has_one])
    in_time = track.times <= ends[track.row_person]
    return Track(
        track.person,
        track.item,
        track.cadence,
        track.times[in_time],
        track.row_person[in_time],
        track.row_item[in_time],
    )


def _track(
    rng: np.random.Generator, person: Ints, item: Ints, first: Floats, visits: Ints
) -> Track:
    usual = catalogue.services()["cadence"].to_numpy()[item]
    cadence = usual * rng.lognormal(0, 0.28, len(person))
    intervals = np.repeat(cadence, visits) * rng.lognormal(0, _JITTER, int(visits.sum()))
    intervals[np.cumsum(visits) - visits] = 0
    times = np.repeat(first, visits) + running_sums(intervals, visits)
    # A visit falls somewhere in its day, not at the opening of it.
    times[np.cumsum(visits) - visits] += 1e-6
    return Track(person, item, cadence, times, np.repeat(person, visits), np.repeat(item, visits))


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
