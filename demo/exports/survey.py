"""The survey as Google Forms gives it."""

from pathlib import Path
from typing import Final

import polars as pl

from demo import catalogue, moments
from demo.answers import FACTORS
from demo.chain import Chain
from demo.exports import files, spelling
from demo.exports.files import Written

FILE_NAME: Final = "Client survey (Responses) - Form Responses 1.csv"
SALONS: Final = {0: "Linden Old Town", 1: "Linden Riverside", 2: "Linden Station"}
RECOMMEND: Final = (
    "How likely are you to recommend us to a friend or colleague? "
    "(0 = not at all likely, 10 = extremely likely)"
)
_REGULAR_FROM: Final = 4


def write(folder: Path, chain: Chain) -> Written:
    """Write one row per person asked; only those who answered gave a score."""
    table = chain.feedback.survey.select(*_about(chain), *_opinions(), *_ratings(), *_wallet())
    return files.write_csv(folder / FILE_NAME, table, quotes="always")


def _about(chain: Chain) -> list[pl.Expr]:
    asked_at = moments.at_second(chain.options, pl.col("asked_second"))
    words = pl.element().replace_strict(catalogue.CATEGORY_WORDS)
    number = pl.col("visit_number")
    comes = (
        pl.when(number == 1)
        .then(pl.lit("First time"))
        .when(number < _REGULAR_FROM)
        .then(pl.lit("Sometimes"))
        .otherwise(pl.lit("Regularly"))
    )
    return [
        asked_at.dt.strftime("%-m/%-d/%Y %H:%M:%S").alias("Timestamp"),
        pl.col("outcome").alias("Result of asking"),
        spelling.phone(pl.col("given_phone"), pl.col("phone_style")).alias("Phone number"),
        pl.col("branch").replace_strict(SALONS).alias("Which salon did you visit?"),
        pl.col("item").list.join(", ").alias("What was done?"),
        pl.col("category")
        .list.unique(maintain_order=True)
        .list.eval(words)
        .list.join(", ")
        .alias("Kind of service"),
        _if_said("staff").alias("Who served you?"),
        _if_said(comes).alias("How often do you come?"),
        pl.when("is_man").then(pl.lit("Male")).otherwise(pl.lit("Female")).alias("Gender"),
        _if_said("age").alias("Your age"),
    ]


def _opinions() -> list[pl.Expr]:
    return [
        # A good form says its scale: 0 to 10 cannot be told from 1 to 10 where nobody gave a 0.
        _if_answered("score").alias(RECOMMEND),
        _if_answered("reason_given").alias("What is the main reason for your score?"),
        _if_answered("wish").alias("What would make it a 10?"),
    ]


def _ratings() -> list[pl.Expr]:
    columns = []
    for number, factor in enumerate(FACTORS):
        satisfied, important = f"rating_{number}", f"importance_{number}"
        columns += [
            _if_said(satisfied).alias(f"How satisfied are you with: [{factor}]"),
            _if_said(important).alias(f"How important is it to you: [{factor}]"),
        ]
    return columns


def _wallet() -> list[pl.Expr]:
    return [
        _if_answered("of_ten").alias("Of 10 salon visits, how many are with us?"),
        _if_answered("salons").alias("How many salons do you use?"),
        _if_answered("place").alias("Which place do we take among them?"),
    ]


def _if_answered(answer: str) -> pl.Expr:
    return pl.when(pl.col("outcome") == "Answered").then(pl.col(answer)).cast(pl.String)


def _if_said(answer: str | pl.Expr) -> pl.Expr:
    spoke = pl.col("outcome").is_in(["Answered", "Partly answered"])
    said = pl.col(answer) if isinstance(answer, str) else answer
    return pl.when(spoke).then(said).cast(pl.String)
