"""The clients of the demo salon: who they are, what they think, when they first come."""

from datetime import date
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue, names
from demo.chance import Flags, Floats, Ints, chances, generator, happens, pick
from demo.options import Options
from demo.seasons import Seasons, months

CHANNELS: Final = ("referral", "instagram", "google", "walk_by", "marketplace")
_CHANNEL_WEIGHTS: Final = np.array([0.30, 0.24, 0.20, 0.16, 0.10])
# Who was recommended stays; who came for the discount goes.
_CHANNEL_ATTITUDES: Final = np.array([0.35, -0.05, 0.05, 0.0, -0.55])
# Months (0 is January) in which a channel brings a wave of new clients, and how much of one.
_WAVES: Final[tuple[tuple[int, float], ...]] = ((4, 1.3), (2, 2.6), (10, 2.0), (5, 1.2), (0, 3.5))
_SECOND_WAVES: Final[tuple[tuple[int, float], ...]] = (
    (11, 1.4), (8, 2.2), (1, 1.7), (6, 1.2), (6, 1.8),
)  # fmt: skip
_CULTURE_WEIGHTS: Final = np.array([0.55, 0.14, 0.12, 0.10, 0.09])
# Who visits both systems, who moves on for good, who goes to and fro: parts of one lot.
_CROSS, _MOVE, _ROAM = 0.12, 0.18, 0.26
_BRANCH_WEIGHTS: Final = np.array([0.42, 0.31, 0.27])


def invent(options: Options, seasons: Seasons) -> pl.DataFrame:
    """Give one row per identified person; `person` counts from 0, `arrival` is a day."""
    rng = generator(options.seed, "people")
    size = options.clients
    channel = pick(rng, _CHANNEL_WEIGHTS, size)
    is_man = happens(rng, 0.16, size)
    culture = pick(rng, _CULTURE_WEIGHTS, size)
    leaning = rng.normal(size=size) + _CHANNEL_ATTITUDES[channel]
    home = pick(rng, _BRANCH_WEIGHTS, size)
    return (
        pl.DataFrame(
            {
                "person": np.arange(size, dtype=np.int64),
                "culture": culture,
                "is_man": is_man,
                "channel": channel,
                "leaning": leaning,
                "attitude": np.round(chances(1.7 * leaning), 3),
                "arrival": _arrivals(rng, options, seasons, channel),
                "home": home,
                "birth_date": _birth_dates(rng, options.end, size),
            }
        )
        .with_columns(**_wanderings(rng, options, home))
        .hstack(_named(rng, culture, is_man))
        .with_columns(pl.col("channel").replace_strict(dict(enumerate(CHANNELS))))
    )


def _arrivals(rng: np.random.Generator, options: Options, seasons: Seasons, channel: Ints) -> Ints:
    """Draw first days: an opening rush, then slow growth with a wave or two a year."""
    days = np.arange(options.last_day + 1, dtype=np.int64)
    opening = 1 + 2.5 * np.exp(-days / 45) + 0.25 * days / len(days)
    month = months(options.start, days)
    arrivals = np.zeros(len(channel), dtype=np.int64)
    for number, (wave, second) in enumerate(zip(_WAVES, _SECOND_WAVES, strict=True)):
        push = np.where(month == wave[0], wave[1], np.where(month == second[0], second[1], 1.0))
        mine = channel == number
        weights = seasons.weights[: len(days)] * opening * push
        arrivals[mine] = pick(rng, weights, int(mine.sum()))
    return arrivals


def _birth_dates(rng: np.random.Generator, end: date, size: int) -> pl.Series:
    ages = np.clip(rng.normal(38, 12, size), 16, 82)
    births = np.datetime64(end, "D") - (ages * 365.25).astype(np.int64)
    is_known = pl.Series(happens(rng, 0.55, size))
    return pl.select(pl.when(is_known).then(pl.Series(births))).to_series()


def _wanderings(rng: np.random.Generator, options: Options, home: Ints) -> dict[str, pl.Series]:
    """Say who visits a second branch: now and then, or for good from some day on."""
    size = len(home)
    is_cross, is_mover, is_roamer = _wanderers(rng, home)
    between_two = np.where(home == 0, 1, 0)
    abroad = np.where(home == catalogue.STATION, rng.integers(0, 2, size), catalogue.STATION)
    second = np.where(is_cross, abroad, between_two)
    moves_on = rng.integers(0, options.last_day + 1, size)
    share = np.where(is_cross, 0.35, np.where(is_roamer, 0.25, 0.0))
    return {
        "second": pl.Series(np.where(is_cross | is_mover | is_roamer, second, home)),
        "second_share": pl.Series(share),
        "moves_on": pl.Series(np.where(is_mover, moves_on, options.last_day * 10)),
        "is_cross": pl.Series(is_cross),
    }


def _wanderers(rng: np.random.Generator, home: Ints) -> tuple[Flags, Flags, Flags]:
    lot: Floats = rng.random(len(home))
    is_cross = lot < _CROSS
    stays_in_fresha = (home != catalogue.STATION) & ~is_cross
    is_mover = stays_in_fresha & (lot < _MOVE)
    return is_cross, is_mover, stays_in_fresha & ~is_mover & (lot < _ROAM)


def _named(rng: np.random.Generator, culture: Ints, is_man: Flags) -> pl.DataFrame:
    firsts = np.empty(len(culture), dtype=object)
    lasts = np.empty(len(culture), dtype=object)
    for number, words in enumerate(names.CULTURES):
        for sex in (False, True):
            mine = np.flatnonzero((culture == number) & (is_man == sex))
            drawn = names.draw(rng, words, sex, len(mine))
            firsts[mine] = [first for first, _ in drawn]
            lasts[mine] = [last for _, last in drawn]
    languages = [words.language for words in names.CULTURES]
    return pl.DataFrame(
        {
            "first_name": pl.Series(firsts.tolist(), dtype=pl.String),
            "last_name": pl.Series(lasts.tolist(), dtype=pl.String),
            "language": pl.Series(culture).replace_strict(dict(enumerate(languages))),
        }
    )
