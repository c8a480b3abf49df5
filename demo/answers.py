"""What clients answer when they are asked about a visit."""

from typing import Final

import numpy as np
import polars as pl

from demo import contacts, words
from demo.chance import Floats, Ints, generator, happens
from demo.options import Options

FACTORS: Final = (
    "Result of the service", "Staff", "Booking", "Price", "Cleanliness", "Waiting time",
)  # fmt: skip
PROMOTER, PASSIVE, BEST = 9, 7, 10
_ASKED: Final = 1 / 12
_OUTCOMES: Final = ("Answered", "Partly answered", "Refused", "Not reached")
_OUTCOME_WEIGHTS: Final = (0.64, 0.06, 0.16, 0.14)
# How much of the mood shows in a factor, how high it is rated, how important it is said to be.
_LOADINGS: Final = np.array([0.75, 0.6, 0.3, 0.25, 0.2, 0.45])
_LEVELS: Final = np.array([4.2, 4.4, 4.1, 3.6, 4.5, 3.8])
_IMPORTANCE: Final = np.array([4.8, 4.4, 3.6, 4.1, 4.3, 3.7])
# The lowest mood for each score from 1 to 10.
_SCORE_BORDERS: Final = (-2.2, -2.0, -1.75, -1.5, -1.2, -0.9, -0.55, -0.15, 0.3, 0.75)


def survey(options: Options, moods: pl.DataFrame) -> pl.DataFrame:
    """Give one row per person asked, in the order of asking; one moment, one answer."""
    rng = generator(options.seed, "survey")
    known = moods.filter(pl.col("person").is_not_null() & (pl.col("day") < options.last_day))
    asked = known.filter(pl.Series(happens(rng, _ASKED, known.height)))
    size = asked.height
    second = pl.Series(rng.integers(10 * 3600, 20 * 3600, size))
    delay = pl.Series(rng.integers(1, 4, size))
    day = (pl.col("day") + delay).clip(upper_bound=options.last_day)
    answers = asked.with_columns(
        asked_second=day * 86400 + second,
        outcome=pl.Series(rng.choice(_OUTCOMES, size, p=_OUTCOME_WEIGHTS).tolist()),
        score=pl.Series(_scores(asked["mood"].to_numpy())),
        given_phone=_given_phones(rng, options, asked["phone"]),
        phone_style=pl.Series(rng.integers(0, 6, size)),
        age=_ages(options, asked, rng),
        **_ratings(rng, asked["mood"].to_numpy()),
        **_wallets(rng, asked["mood"].to_numpy()),
        **_said(rng, asked),
    )
    return answers.unique("asked_second", keep="first", maintain_order=True).sort("asked_second")


def _scores(moods: Floats) -> Ints:
    return np.searchsorted(np.array(_SCORE_BORDERS), moods, side="right").astype(np.int64)


def _given_phones(rng: np.random.Generator, options: Options, phones: pl.Series) -> pl.Series:
    """Let some give no phone, and a few one that no booking system knows."""
    _, strangers = contacts.phone_numbers(options)
    size = len(phones)
    strange = pl.Series(np.array(strangers)[rng.integers(0, len(strangers), size)])
    given = phones.zip_with(pl.Series(~happens(rng, 0.03, size)), strange)
    return given.set(pl.Series(happens(rng, 0.12, size)), None)


def _ages(options: Options, asked: pl.DataFrame, rng: np.random.Generator) -> pl.Series:
    guessed = pl.Series(rng.integers(18, 66, asked.height))
    ages = options.end.year - asked["birth_date"].dt.year().cast(pl.Int64)
    return ages.zip_with(ages.is_not_null(), guessed)


def _ratings(rng: np.random.Generator, moods: Floats) -> dict[str, pl.Series]:
    size = len(moods)
    columns: dict[str, pl.Series] = {}
    for number, (loading, level, weight) in enumerate(
        zip(_LOADINGS, _LEVELS, _IMPORTANCE, strict=True)
    ):
        felt = level + loading * moods + rng.normal(0, 0.55, size)
        said = weight + rng.normal(0, 0.8, size)
        is_left_out = pl.Series(happens(rng, 0.06, size))
        columns[f"rating_{number}"] = one_to_five(felt).set(is_left_out, None)
        columns[f"importance_{number}"] = one_to_five(said).set(is_left_out, None)
    return columns


def one_to_five(values: Floats) -> pl.Series:
    """Round to the nearest of the answers 1 to 5."""
    return pl.Series(np.clip(np.rint(values), 1, 5).astype(np.int64))


def _wallets(rng: np.random.Generator, moods: Floats) -> dict[str, pl.Series]:
    """Say how many salons somebody uses, our visits among ten, and our place among them."""
    size = len(moods)
    rivals = rng.binomial(3, np.clip(0.38 - 0.1 * moods, 0.05, 0.9))
    ours = np.clip(np.rint(10 / (1 + 0.7 * rivals) + 1.2 * moods + rng.normal(0, 1.2, size)), 1, 9)
    place = 1 + rng.binomial(rivals, np.clip(0.4 - 0.3 * moods, 0.02, 0.95))
    is_left_out = pl.Series(happens(rng, 0.2, size))
    return {
        "salons": pl.Series(1 + rivals).set(is_left_out, None),
        "of_ten": pl.Series(np.where(rivals == 0, 10, ours).astype(np.int64)).set(
            is_left_out, None
        ),
        "place": pl.Series(place).set(is_left_out, None),
    }


def _said(rng: np.random.Generator, asked: pl.DataFrame) -> dict[str, pl.Series]:
    """Choose a reason by the score, a wish where there is something to wish for."""
    scores = _scores(asked["mood"].to_numpy())
    draws = rng.integers(0, 5, (2, asked.height))
    speaks = rng.random((2, asked.height)) < np.array([[0.7], [0.45]])
    likes = np.where(scores >= PROMOTER, 0.95, np.where(scores >= PASSIVE, 0.75, 0.1))
    praises = happens(rng, likes, asked.height)
    languages = asked["language"].to_list()
    reasons = [
        (words.PRAISE if praise else words.CRITICISM)[language][number] if speak else None
        for language, praise, number, speak in zip(
            languages, praises, draws[0], speaks[0], strict=True
        )
    ]
    wishes = [
        words.WISHES[language][number] if speak and score < BEST else None
        for language, number, speak, score in zip(
            languages, draws[1], speaks[1], scores, strict=True
        )
    ]
    return {
        "reason_given": pl.Series(reasons, dtype=pl.String),
        "wish": pl.Series(wishes, dtype=pl.String),
    }
