"""What clients think of their visits, and what they say when asked or when upset.

Everything is driven by `mood`: the client's hidden leaning, the staff member, the branch as it
changes over time, and chance.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from demo import catalogue, contacts, words
from demo.chance import Floats, Ints, generator
from demo.options import Options
from demo.sales import Trade

FACTORS: Final = (
    "Result of the service", "Staff", "Booking", "Price", "Cleanliness", "Waiting time",
)  # fmt: skip
ASKED: Final = 1 / 12
_OUTCOMES: Final = ("Answered", "Partly answered", "Refused", "Not reached")
_OUTCOME_WEIGHTS: Final = (0.64, 0.06, 0.16, 0.14)
# How much of the mood shows in a factor, how high it is rated, how important it is said to be.
_LOADINGS: Final = np.array([0.75, 0.6, 0.3, 0.25, 0.2, 0.45])
_LEVELS: Final = np.array([4.2, 4.4, 4.1, 3.6, 4.5, 3.8])
_IMPORTANCE: Final = np.array([4.8, 4.4, 3.6, 4.1, 4.3, 3.7])
# The lowest mood for each score from 1 to 10.
_SCORE_BORDERS: Final = (-2.4, -2.2, -1.95, -1.75, -1.5, -1.2, -0.85, -0.45, 0.05, 0.6)


@dataclass(frozen=True)
class Feedback:
    """Survey answers, presses on smiley terminals, complaints."""

    survey: pl.DataFrame
    smileys: pl.DataFrame
    complaints: pl.DataFrame


def ask(options: Options, people: pl.DataFrame, trade: Trade) -> Feedback:
    """Ask about every twelfth visit, let people press smileys and complain."""
    moods = _moods(options, people, trade)
    return Feedback(
        _survey(options, moods), _smileys(options, moods), _complaints(options, moods)
    )


def _moods(options: Options, people: pl.DataFrame, trade: Trade) -> pl.DataFrame:
    """Give one row per completed visit for a service: with its `item`s, `staff` and `mood`."""
    rng = generator(options.seed, "moods")
    items = catalogue.items().select("item_id", "item", "category")
    done = (
        trade.lines.filter(~pl.col("is_product"))
        .join(items, on="item_id", maintain_order="left")
        .group_by("visit", maintain_order=True)
        .agg("item", "category", pl.col("staff").first(), pl.sum("minutes"), pl.sum("net"))
    )
    visits = (
        trade.visits.filter(pl.col("status") == "Completed")
        .join(done, on="visit", maintain_order="left")
        .join(people, on="person", how="left", maintain_order="left")
        .sort("day", "start_minute", "visit")
    )
    staff = pl.col("staff").replace_strict(_staff_gifts(rng), return_dtype=pl.Float64)
    grows = pl.col("day") / (options.last_day + 1) - 0.5
    branch = pl.when(pl.col("branch") == 1).then(0.6 * grows).otherwise(-0.1 * grows)
    chance = pl.Series(rng.normal(0, 0.65, visits.height))
    return visits.with_columns(
        mood=0.7 * pl.col("leaning").fill_null(0.0) + staff + branch + chance,
        visit_number=pl.int_range(1, pl.len() + 1).over("person"),
    )


def _staff_gifts(rng: np.random.Generator) -> dict[str, float]:
    everybody = catalogue.staff_by_skill().explode("able")["able"].unique(maintain_order=True)
    gifts = rng.normal(0, 0.22, len(everybody))
    return dict(zip(everybody, gifts.tolist(), strict=True))


def _survey(options: Options, moods: pl.DataFrame) -> pl.DataFrame:
    """Give one row per person asked, in the order of asking; one moment, one answer."""
    rng = generator(options.seed, "survey")
    known = moods.filter(pl.col("person").is_not_null() & (pl.col("day") < options.last_day))
    asked = known.filter(pl.Series(rng.random(known.height) < ASKED))
    size = asked.height
    second = pl.Series(rng.integers(10 * 3600, 20 * 3600, size))
    delay = pl.Series(rng.integers(1, 4, size))
    day = (pl.col("day") + delay).clip(upper_bound=options.last_day)
    answers = asked.with_columns(
        asked_second=day * 86400 + second,
        outcome=pl.Series(rng.choice(_OUTCOMES, size, p=_OUTCOME_WEIGHTS).tolist()),
        score=pl.Series(_scores(asked["mood"].to_numpy())),
        given_phone=pl.Series(_given_phones(rng, options, asked["phone"])),
        phone_style=pl.Series(rng.integers(0, 6, size)),
        age=_ages(options, asked, rng),
        **_ratings(rng, asked["mood"].to_numpy()),
        **_wallets(rng, asked["mood"].to_numpy()),
        **_said(rng, asked),
    )
    return answers.unique("asked_second", keep="first", maintain_order=True).sort("asked_second")


def _scores(moods: Floats) -> Ints:
    return np.searchsorted(np.array(_SCORE_BORDERS), moods, side="right").astype(np.int64)


def _given_phones(
    rng: np.random.Generator, options: Options, phones: pl.Series
) -> list[str | None]:
    """Let some give no phone, and a few one that no booking system knows."""
    _, strangers = contacts.phone_numbers(options)
    lots = rng.random(len(phones))
    return [
        None if lot < 0.12 else strangers[place % len(strangers)] if lot < 0.15 else phone
        for place, (lot, phone) in enumerate(zip(lots, phones, strict=True))
    ]


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
        columns[f"rating_{number}"] = _one_to_five(felt).set(is_left_out, None)
        columns[f"importance_{number}"] = _one_to_five(said).set(is_left_out, None)
    return columns


def _one_to_five(values: Floats) -> pl.Series:
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
    praises = rng.random(asked.height) < np.where(scores >= 7, 0.95 - 0.2 * (scores < 9), 0.1)
    languages = asked["language"].to_list()
    reasons = [
        (words.PRAISE if praise else words.CRITICISM)[language][number] if speak else None
        for language, praise, number, speak in zip(
            languages, praises, draws[0], speaks[0], strict=True
        )
    ]
    wishes = [
        words.WISHES[language][number] if speak and score < 10 else None
        for language, number, speak, score in zip(
            languages, draws[1], speaks[1], scores, strict=True
        )
    ]
    return {
        "reason_given": pl.Series(reasons, dtype=pl.String),
        "wish": pl.Series(wishes, dtype=pl.String),
    }


def _smileys(options: Options, moods: pl.DataFrame) -> pl.DataFrame:
    """Let a third of all visitors press a smiley on their way out."""
    rng = generator(options.seed, "smileys")
    pressed = moods.filter(pl.Series(happens(rng, 0.3, moods.height)))
    size = pressed.height
    felt = pressed["mood"].to_numpy() * 0.9 + 4.2 + rng.normal(0, 0.5, size)
    texts = np.array(words.SMILEY_MESSAGES)[rng.integers(0, len(words.SMILEY_MESSAGES), size)]
    leaves = pl.col("start_minute") + pl.col("minutes") + 5
    is_upset = pl.col("rating") <= 2
    return (
        pressed.select(
            "branch",
            pressed_second=(pl.col("day") * 1440 + leaves) * 60
            + pl.Series(rng.integers(0, 300, size)),
            rating=_one_to_five(felt),
            writes=pl.Series(happens(rng, 0.4, size)),
            text=pl.Series(texts),
            takes=pl.Series(rng.integers(600, 5400, size)),
        )
        .with_columns(message=pl.when(is_upset & pl.col("writes")).then("text"))
        .with_columns(
            resolved_second=pl.when(pl.col("message").is_not_null()).then(
                pl.col("pressed_second") + pl.col("takes")
            )
        )
        .unique(["branch", "pressed_second"], keep="first", maintain_order=True)
        .sort("pressed_second", "branch")
    )


def _complaints(options: Options, moods: pl.DataFrame) -> pl.DataFrame:
    """Let about one visit in a hundred end in a complaint; a few complainants stay nameless."""
    rng = generator(options.seed, "complaints")
    able = moods.filter(pl.col("day") < options.last_day)
    probability = 0.006 * np.exp(-0.9 * able["mood"].to_numpy())
    upset = able.filter(pl.Series(rng.random(able.height) < probability))
    size = upset.height
    kinds = pl.DataFrame(words.COMPLAINTS, schema=["kind", "text", "severity"], orient="row")
    opened = pl.col("day") * 1440 + pl.Series(rng.integers(24 * 60 + 540, 24 * 60 + 1080, size))
    hours = pl.Series(rng.lognormal(3.3, 1.0, size)).clip(1, 24 * 30)
    solved = rng.choice(
        ["apology", "redo", "refund", "gift", "none"], size, p=[0.38, 0.27, 0.12, 0.13, 0.1]
    )
    amount = {"refund": pl.col("net"), "gift": pl.lit(1500)}
    return (
        upset.hstack(kinds[rng.integers(0, kinds.height, size)])
        .with_columns(
            opened_minute=opened,
            closed_minute=opened + (hours * 60).cast(pl.Int64),
            resolution=pl.Series(solved.tolist()),
            is_justified=pl.Series(happens(rng, 0.66, size)),
        )
        .with_columns(
            compensation=pl.when(pl.col("resolution") == "refund")
            .then(amount["refund"])
            .when(pl.col("resolution") == "gift")
            .then(amount["gift"])
            .otherwise(0),
            is_closed=pl.col("closed_minute") < (options.last_day + 1) * 1440,
        )
        .sort("opened_minute", "visit")
    )
