"""What clients say: answers to the survey, presses on smiley terminals, complaints."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from demo import answers, words
from demo import moods as hidden
from demo.chance import generator, happens
from demo.options import Options
from demo.sales import Trade

_UPSET_TO: Final = 2  # smileys
_MINUTES_A_DAY: Final = 1440
_RESOLUTIONS: Final = ("apology", "redo", "refund", "gift", "none")
_RESOLUTION_WEIGHTS: Final = (0.38, 0.27, 0.12, 0.13, 0.10)
_GIFT_CENTS: Final = 1500


@dataclass(frozen=True)
class Feedback:
    """Survey answers, presses on smiley terminals, complaints."""

    survey: pl.DataFrame
    smileys: pl.DataFrame
    complaints: pl.DataFrame


def ask(options: Options, people: pl.DataFrame, trade: Trade) -> Feedback:
    """Ask about every twelfth visit, let people press smileys and complain."""
    moods = hidden.moods(options, people, trade)
    return Feedback(
        answers.survey(options, moods), _smileys(options, moods), _complaints(options, moods)
    )


def _smileys(options: Options, moods: pl.DataFrame) -> pl.DataFrame:
    """Let a third of all visitors press a smiley on their way out."""
    rng = generator(options.seed, "smileys")
    pressed = moods.filter(pl.Series(happens(rng, 0.3, moods.height)))
    size = pressed.height
    felt = pressed["mood"].to_numpy() * 0.9 + 4.2 + rng.normal(0, 0.5, size)
    texts = np.array(words.SMILEY_MESSAGES)[rng.integers(0, len(words.SMILEY_MESSAGES), size)]
    leaves = pl.col("start_minute") + pl.col("minutes") + 5
    is_upset = pl.col("rating") <= _UPSET_TO
    return (
        pressed.select(
            "branch",
            pressed_second=(pl.col("day") * 1440 + leaves) * 60
            + pl.Series(rng.integers(0, 300, size)),
            rating=answers.one_to_five(felt),
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
    upset = able.filter(pl.Series(happens(rng, probability, able.height)))
    size = upset.height
    kinds = pl.DataFrame(words.COMPLAINTS, schema=["kind", "text", "severity"], orient="row")
    opened = pl.col("day") * 1440 + pl.Series(rng.integers(24 * 60 + 540, 24 * 60 + 1080, size))
    hours = pl.Series(rng.lognormal(3.3, 1.0, size)).clip(1, 24 * 30)
    solved = rng.choice(_RESOLUTIONS, size, p=_RESOLUTION_WEIGHTS)
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
            .then("net")
            .when(pl.col("resolution") == "gift")
            .then(_GIFT_CENTS)
            .otherwise(0),
            is_closed=pl.col("closed_minute") < (options.last_day + 1) * 1440,
        )
        .sort("opened_minute", "visit")
    )
